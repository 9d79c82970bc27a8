import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator';
import { ask, POSTING, sectionsOf } from './client';

const LETTERS = '/v1/cover-letters/generate';

let emulator: Emulator;
const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options));
afterEach(async () => await emulator.close());

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Title (Resume) >>\nendobj\n%%EOF\n');
const docx = (text: string) => {
	const [first, ...others] = text;
	const runs = `<w:r><w:t>${first}</w:t></w:r><w:r><w:t>${others.join('')}</w:t></w:r>`;
	return zipSync({ 'word/document.xml': strToU8(`<w:document>${runs}</w:document>`) });
};

function form(file: Uint8Array | undefined, name = 'cv.pdf', fields: Record<string, string> = {}) {
	const data = new FormData();
	for (const [key, value] of Object.entries({ jobDescription: POSTING, ...fields })) {
		data.set(key, value);
	}
	if (file) data.set('file', new Blob([file], { type: 'application/pdf' }), name);
	return data;
}

async function streamed(body: FormData, path = '/v1/tailor') {
	const response = await fetch(`${emulator.url}${path}`, {
		method: 'POST',
		headers: { 'x-api-key': emulator.apiKey, accept: 'text/event-stream' },
		body,
	});
	return { status: response.status, text: await response.text() };
}

/** The jobs in the tailored form of an uploaded resume, which tell whose it is. */
async function jobsIn(file: Uint8Array, name: string): Promise<string | undefined> {
	return sectionsOf((await streamed(form(file, name))).text).get('work_experience');
}

describe('An uploaded resume', () => {
	it('is noted in the ledger with the fields of its form', async () => {
		await start();
		const body = form(pdf, 'Lebenslauf Müller.pdf', { positionName: 'Nurse', source: 'a test' });
		const { status, headers } = await ask(emulator, '/v1/tailor', body);
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/pdf');
		expect(emulator.ledger.requests).toMatchObject([
			{
				kind: 'file',
				credits: 3,
				resumeId: null,
				body: { jobDescription: POSTING, positionName: 'Nurse', source: 'a test' },
				upload: {
					fileName: 'Lebenslauf Müller.pdf',
					mimeType: 'application/pdf',
					size: pdf.length,
					sha256: createHash('sha256').update(pdf).digest('hex'),
				},
			},
		]);
	});

	it('is tailored as a stream, too', async () => {
		await start();
		const { status, text } = await streamed(form(pdf));
		expect(status).toBe(200);
		expect(sectionsOf(text).size).toBe(7);
	});

	it('takes the flag and the mode as text', async () => {
		await start();
		const fields = { mode: 'new', includeCoverLetter: 'true' };
		const both = await ask(emulator, '/v1/tailor', form(pdf, 'cv.pdf', fields));
		expect(both.headers.get('content-type')).toBe('application/zip');
		const one = form(pdf, 'cv.pdf', { includeCoverLetter: 'false' });
		const alone = await ask(emulator, '/v1/tailor', one);
		expect(alone.headers.get('content-type')).toBe('application/pdf');
		const wrong = await ask(emulator, '/v1/tailor', form(pdf, 'cv.pdf', { mode: 'fast' }));
		expect(wrong.status).toBe(400);
	});

	it('gives a letter as a file that names no resume, and no stream of it', async () => {
		await start();
		const { headers } = await ask(emulator, LETTERS, form(pdf));
		const path = `/v1/cover-letters/${headers.get('x-cover-letter-id')}`;
		expect((await ask(emulator, path)).bytes.toString()).toContain('"letterContent":"<p>Dear');
		expect(headers.get('x-resume-id')).toBeNull();
		expect((await streamed(form(pdf), LETTERS)).status).toBe(406);
		expect(emulator.ledger.credits).toBe(2);
	});

	it('is that of the person by whose name its file is called, else of the first one', async () => {
		await start();
		expect(await jobsIn(pdf, 'Marcus Reid - Resume.pdf')).toContain('Kirkgate General Hospital');
		expect(await jobsIn(docx('Any'), 'jonas_muller-2025.docx')).toContain('Bühler & Söhne');
		expect(await jobsIn(pdf, 'cv.pdf')).toContain('Fenwick Health');
	});

	it('shows the fault by whose resume id its file is called', async () => {
		await start();
		expect((await streamed(form(pdf, 'res_fault_status_503.pdf'))).status).toBe(503);
		expect(emulator.ledger.requests).toMatchObject([{ fault: 'status_503', credits: 0 }]);
	});

	it.each([
		['no file', form(undefined), 400],
		['an empty file', form(new Uint8Array()), 400],
		['text', form(strToU8('My resume: I am a nurse.')), 415],
		['a ZIP file that is no DOCX', form(zipSync({ 'a.txt': strToU8('a') }), 'cv.docx'), 415],
		['a damaged DOCX', form(docx('Jonas').subarray(0, 60), 'cv.docx'), 415],
		['a PDF with a password', form(Buffer.concat([pdf, strToU8('/Encrypt 5 0 R')])), 422],
		['no posting', form(pdf, 'cv.pdf', { jobDescription: '' }), 400],
		['more than 10 MB', form(Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)])), 413],
		['far more than 10 MB', form(Buffer.concat([pdf, Buffer.alloc(15 * 1024 * 1024)])), 413],
	])('is refused with %s', async (_, body, status) => {
		await start();
		const response = await ask(emulator, '/v1/tailor', body);
		expect(response.status).toBe(status);
		expect(JSON.parse(response.bytes.toString())).toMatchObject({
			statusCode: status,
			message: expect.any(String),
		});
		expect(emulator.ledger.credits).toBe(0);
	});

	it('is refused when its form is cut', async () => {
		await start();
		const response = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: {
				'x-api-key': emulator.apiKey,
				'content-type': 'multipart/form-data; boundary=cut',
			},
			body: '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
		});
		expect(response.status).toBe(400);
	});
});

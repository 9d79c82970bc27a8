import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import {
	startEmulator,
	type Dialect,
	type Emulator,
	type EmulatorOptions,
} from '../../../emulator';
import { ask, dataOf, POSTING, stream } from './client';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LETTERS = '/v1/cover-letters/generate';

let emulator: Emulator;
const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options));
afterEach(async () => await emulator.close());

const posting = { jobDescription: POSTING };

describe('Without asking for a stream', () => {
	it('a resume is a PDF with its length, its name and the id under which it is stored', async () => {
		await start();
		const { status, headers, bytes } = await ask(emulator, '/v1/tailor', posting);
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/pdf');
		expect(headers.get('content-length')).toBe(String(bytes.length));
		expect(headers.get('content-disposition')).toBe(
			'attachment; filename="Hannah Doyle - Resume.pdf"',
		);
		expect(headers.get('x-resume-id')).toMatch(UUID);
		expect(headers.get('x-cover-letter-id')).toBeNull();
		expect(bytes.toString('latin1')).toMatch(/^%PDF-1\.\d\n[^]*\n%%EOF\n$/);
		await emulator.ledger.settled();
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(emulator.ledger.requests).toMatchObject([
			{ kind: 'file', credits: 3, bytesSent: bytes.length, sha256, sectionsSent: 0 },
		]);
	});

	it('a letter is a PDF with its own id and that of the resume it is based on', async () => {
		await start();
		const { headers } = await ask(emulator, LETTERS, posting);
		expect(headers.get('x-cover-letter-id')).toMatch(UUID);
		expect(headers.get('x-resume-id')).toBe('res_hannah_doyle');
		expect(emulator.ledger.credits).toBe(2);
	});

	it('a name beyond ASCII is given in UTF-8 as well', async () => {
		await start();
		const body = { ...posting, resumeId: 'res_jonas_mueller' };
		const { headers } = await ask(emulator, '/v1/tailor', body);
		expect(headers.get('content-disposition')).toBe(
			`attachment; filename="Jonas Muller - Resume.pdf"; filename*=UTF-8''Jonas%20M%C3%BCller%20-%20Resume.pdf`,
		);
	});

	it('a resume with its letter is a ZIP of two PDFs, for the price of both', async () => {
		await start();
		const body = { ...posting, includeCoverLetter: true };
		const { headers, bytes } = await ask(emulator, '/v1/tailor', body);
		expect(headers.get('content-type')).toBe('application/zip');
		expect(headers.get('x-resume-id')).toMatch(UUID);
		expect(headers.get('x-cover-letter-id')).toMatch(UUID);
		const files = unzipSync(bytes);
		expect(Object.keys(files)).toEqual([
			'Hannah Doyle - Resume.pdf',
			'Hannah Doyle - Cover Letter.pdf',
		]);
		const alone = [
			await ask(emulator, '/v1/tailor', posting),
			await ask(emulator, LETTERS, posting),
		];
		expect(Object.values(files).map(Buffer.from)).toEqual(alone.map((file) => file.bytes));
		expect(emulator.ledger.requests.map(({ credits }) => credits)).toEqual([5, 3, 2]);
	});

	it('the same request gives the same bytes under another id', async () => {
		await start();
		const body = { ...posting, includeCoverLetter: true };
		const first = await ask(emulator, '/v1/tailor', body);
		const second = await ask(emulator, '/v1/tailor', body);
		expect(second.bytes.equals(first.bytes)).toBe(true);
		expect(second.headers.get('x-resume-id')).not.toBe(first.headers.get('x-resume-id'));
	});

	it('includeCoverLetter has to be a boolean', async () => {
		await start();
		const body = { ...posting, includeCoverLetter: 'yes' };
		expect((await ask(emulator, '/v1/tailor', body)).status).toBe(400);
	});

	it('a file is refused like a stream when the credits are used up', async () => {
		await start({ credits: 4 });
		const body = { ...posting, includeCoverLetter: true };
		expect((await ask(emulator, '/v1/tailor', body)).status).toBe(402);
		expect((await ask(emulator, '/v1/tailor', posting)).status).toBe(200);
	});
});

describe.each<Dialect>(['documented', 'sdk'])('A stream in the %s dialect', (dialect) => {
	it('names the stored documents in its headers', async () => {
		await start({ dialect });
		const resume = await stream(emulator);
		expect(resume.headers['x-resume-id']).toMatch(UUID);
		const letter = await stream(emulator, { path: LETTERS });
		expect(letter.headers['x-cover-letter-id']).toMatch(UUID);
		expect(`${resume.text}${letter.text}`).not.toMatch(/(resume|coverLetter)Id/);
	});

	it('can name them in its last event instead', async () => {
		await start({ dialect, documentIds: 'event' });
		const { headers, text } = await stream(emulator);
		expect(headers).not.toHaveProperty('x-resume-id');
		expect(dataOf(text).at(-1)).toMatchObject({ resumeId: expect.stringMatching(UUID) });
		const letter = await stream(emulator, { path: LETTERS });
		expect(dataOf(letter.text).at(-1)).toMatchObject({
			coverLetterId: expect.stringMatching(UUID),
		});
	});

	it('can name them nowhere', async () => {
		await start({ dialect, documentIds: 'none' });
		const { headers, text } = await stream(emulator);
		expect(headers).not.toHaveProperty('x-resume-id');
		expect(text).not.toContain('resumeId');
	});
});

it('What has been generated can be found in the list and worked on', async () => {
	await start();
	const { headers } = await ask(emulator, '/v1/tailor', posting);
	const resumeId = headers.get('x-resume-id');
	const list: unknown = JSON.parse((await ask(emulator, '/v1/resumes')).bytes.toString());
	expect(list).toMatchObject({
		total: 25,
		items: expect.arrayContaining([
			expect.objectContaining({ resumeId, id: expect.any(Number), isDefault: false }),
		]),
	});
	const again = await ask(emulator, LETTERS, { ...posting, resumeId });
	expect(again.headers.get('x-resume-id')).toBe(resumeId);
});

it('What begins with an error is not stored', async () => {
	await start();
	await stream(emulator, { resumeId: 'res_fault_error_first_429' });
	const list = (await ask(emulator, '/v1/resumes')).bytes.toString();
	expect(JSON.parse(list)).toMatchObject({ total: 24 });
});

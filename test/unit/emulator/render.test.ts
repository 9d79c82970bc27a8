import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator';
import { ask, POSTING } from './client';

let emulator: Emulator;
const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options));
afterEach(async () => await emulator.close());

const resumeId = 'res_hannah_doyle';

describe('An exported resume', () => {
	it('is a PDF and costs a credit', async () => {
		await start();
		const { status, headers, bytes } = await ask(emulator, '/v1/export', { resumeId });
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/pdf');
		expect(bytes.length).toBeGreaterThan(5000);
		expect(emulator.ledger.requests).toMatchObject([{ kind: 'file', credits: 1, resumeId }]);
	});

	it.each([
		[{}, 400],
		[{ resumeId: 'res_none' }, 404],
		[{ resumeId: 'res_fault_status_503' }, 503],
	])('is refused for %j with %d', async (body, status) => {
		await start();
		expect((await ask(emulator, '/v1/export', body)).status).toBe(status);
		expect(emulator.ledger.credits).toBe(0);
	});

	it('is refused when the credits are used up', async () => {
		await start({ credits: 0 });
		expect((await ask(emulator, '/v1/export', { resumeId })).status).toBe(402);
	});
});

describe('A rendered document', () => {
	it('has the bytes that were sent when it was generated, and costs a credit', async () => {
		await start();
		const body = { jobDescription: POSTING, includeCoverLetter: false, templateId: 'JADE' };
		const letter = await ask(emulator, '/v1/cover-letters/generate', body);
		const letterPath = `/v1/cover-letters/${letter.headers.get('x-cover-letter-id')}/render`;
		const letterAgain = await ask(emulator, letterPath, { templateId: 'JADE' }, 'PUT');
		expect(letterAgain.bytes.equals(letter.bytes)).toBe(true);
		const resume = await ask(emulator, '/v1/tailor', body);
		const resumePath = `/v1/resumes/${resume.headers.get('x-resume-id')}/render`;
		const resumeAgain = await ask(emulator, resumePath, { templateId: 'JADE' }, 'PUT');
		expect(resumeAgain.bytes.equals(resume.bytes)).toBe(true);
		expect(emulator.ledger.requests.map(({ credits }) => credits)).toEqual([2, 1, 3, 1]);
	});

	it('needs no body', async () => {
		await start();
		const path = '/v1/cover-letters/res_fault_slow/render';
		const { status, headers } = await ask(emulator, path, undefined, 'PUT');
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/pdf');
	});

	it('is not there under another id', async () => {
		await start();
		const path = '/v1/cover-letters/none/render';
		expect((await ask(emulator, path, {}, 'PUT')).status).toBe(404);
	});
});

describe('The looks of a PDF', () => {
	const looks = [
		{ templateId: 'COBALT' },
		{ templateId: 'ONYX' },
		{ colorId: 'BURGUNDY' },
		{ spacing: 1.4 },
		{ margin: 30 },
		{ fontSize: 12 },
	];

	it('change with each of the fields that show', async () => {
		await start();
		const files = await Promise.all(
			[{}, ...looks].map(async (fields) => {
				const { bytes } = await ask(emulator, '/v1/tailor', { jobDescription: POSTING, ...fields });
				return bytes.toString('base64');
			}),
		);
		expect(new Set(files).size).toBe(looks.length + 1);
	}, 60_000);

	it.each([
		{ templateId: 'NONE' },
		{ colorId: 'NONE' },
		{ templateId: 'GRAPHITE', colorId: 'COPPER' },
		{ font: 'Comic Sans' },
		{ templateId: 'GRAPHITE', font: 'Lora' },
		{ fontSize: '12' },
		{ pageNumbering: 'roman' },
	])('are refused if they are not known: %j', async (fields) => {
		await start();
		const requests: Array<[path: string, body: object, method?: string]> = [
			['/v1/tailor', { jobDescription: POSTING, ...fields }],
			['/v1/cover-letters/generate', { jobDescription: POSTING, ...fields }],
			['/v1/export', { resumeId, ...fields }],
			[`/v1/resumes/${resumeId}/render`, fields, 'PUT'],
		];
		for (const request of requests) {
			const { status, bytes } = await ask(emulator, ...request);
			expect(status).toBe(400);
			expect(JSON.parse(bytes.toString())).toMatchObject({ message: expect.any(String) });
		}
		expect(emulator.ledger.credits).toBe(0);
	});
});

import { defaultResumes, faultNames, faultResumeId, startEmulator } from '../../../emulator';
import type { Emulator, EmulatorOptions } from '../../../emulator';
import { dataOf, POSTING, sectionsOf, stream } from './client';

let emulator: Emulator;

async function start(options: EmulatorOptions = {}): Promise<void> {
	emulator = await startEmulator(options);
}

async function get(path: string, key: string | undefined = emulator.apiKey) {
	const headers = key === undefined ? undefined : { 'x-api-key': key };
	const response = await fetch(`${emulator.url}${path}`, { headers });
	const json: unknown = await response.json();
	return { status: response.status, headers: response.headers, json };
}

afterEach(async () => await emulator.close());

describe('The emulated API', () => {
	it('answers 401 to a request without the key or with another one', async () => {
		await start();
		const response = await fetch(`${emulator.url}/v1/resumes`);
		expect(response.status).toBe(401);
		expect((await stream(emulator, { key: 'wrong' })).status).toBe(401);
		expect(JSON.stringify(emulator.ledger.requests)).not.toContain(emulator.apiKey);
	});

	it('answers an unknown route with 404 in the documented shape of errors', async () => {
		await start();
		expect(await get('/v1/nowhere')).toMatchObject({
			status: 404,
			json: { error: 'Not Found', message: 'Cannot GET /v1/nowhere', statusCode: 404 },
		});
	});

	it('writes unnamed section events and then done in the documented dialect', async () => {
		await start();
		const { headers, text, end } = await stream(emulator);
		expect(headers['content-type']).toContain('text/event-stream');
		expect(text).not.toContain('event:');
		expect(dataOf(text).at(-1)).toEqual({ type: 'done' });
		expect(sectionsOf(text).size).toBe(7);
		expect(end).toBe('end');
	});

	it('writes progress events and then complete in the dialect of the SDKs', async () => {
		await start({ dialect: 'sdk' });
		const { text } = await stream(emulator, { resumeId: 'res_maya_okafor' });
		expect(text).toContain('event: progress\ndata: Reading the resume\n\n');
		expect(text).toContain('event: complete\ndata: {}\n\n');
		expect(sectionsOf(text).size).toBe(7);
		expect(text).not.toContain('"type"');
	});

	it('sends each section in three to eight pieces, and the same pieces for the same input', async () => {
		await start();
		const first = await stream(emulator, { resumeId: 'res_jonas_mueller' });
		const second = await stream(emulator, { resumeId: 'res_jonas_mueller' });
		expect(second.text).toBe(first.text);
		const pieces = dataOf(first.text).filter((data) => JSON.stringify(data).includes('"summary"'));
		expect(pieces.length).toBeGreaterThanOrEqual(3);
		expect(pieces.length).toBeLessThanOrEqual(8);
	});

	it('names the position of the posting, and none when there is only its address', async () => {
		await start();
		const path = '/v1/cover-letters/generate';
		const byText = sectionsOf((await stream(emulator, { path })).text);
		expect(byText.get('opening')).toContain('the position of Backend engineer for payments.');
		const body = { jobUrl: 'https://jobs.example/posting/4711' };
		const byUrl = sectionsOf((await stream(emulator, { path, body })).text);
		expect(byUrl.get('opening')).toContain('the position that you advertise.');
		const names = ['greeting', 'opening', 'body', 'closing', 'signature'];
		expect([...byUrl.keys()]).toEqual(names);
	});

	it('writes in the requested language if it can, else in that of the resume', async () => {
		await start();
		const path = '/v1/cover-letters/generate';
		const greeting = async (resumeId: string, language?: string) => {
			const body = { resumeId, language, jobDescription: POSTING };
			return sectionsOf((await stream(emulator, { path, body })).text).get('greeting');
		};
		expect(await greeting('res_aino_virtanen')).toBe('Hyvä vastaanottaja,');
		expect(await greeting('res_aino_virtanen', 'en')).toBe('Dear hiring team,');
		expect(await greeting('res_jonas_mueller', 'sv')).toBe('Sehr geehrte Damen und Herren,');
	});

	it.each([
		['invalid JSON', '{"jobDescription":', 400],
		['an array', [1, 2], 400],
		['no posting', { positionName: 'Nurse' }, 400],
		['an empty posting', { jobDescription: '' }, 400],
		['a posting that is a number', { jobDescription: 7 }, 400],
		['a posting that is too short', { jobDescription: 'Nurse wanted' }, 422],
		['an unknown language', { jobDescription: POSTING, language: 'xx' }, 400],
		['an unknown mode', { jobDescription: POSTING, mode: 'fast' }, 400],
		['an unknown resume', { jobDescription: POSTING, resumeId: 'res_none' }, 404],
		['more than 10 MB', { jobDescription: 'word '.repeat(2_200_000) }, 413],
	])('refuses a body with %s', async (_, body, status) => {
		await start();
		const response = await stream(emulator, { body });
		expect(response.status).toBe(status);
		expect(JSON.parse(response.text)).toMatchObject({ statusCode: status });
		expect(emulator.ledger.credits).toBe(0);
	});

	it('charges 3 credits for a resume and 2 for a letter, and answers 402 without enough credits', async () => {
		await start({ credits: 6 });
		await stream(emulator);
		await stream(emulator, { path: '/v1/cover-letters/generate' });
		expect(emulator.ledger.credits).toBe(5);
		const refused = await stream(emulator);
		expect(refused.status).toBe(402);
		expect(JSON.parse(refused.text)).toMatchObject({
			code: 'insufficient_credits',
			upgradeUrl: 'https://laddro.com/pricing',
		});
		expect(emulator.ledger.requests.map((entry) => entry.credits)).toEqual([3, 2, 0]);
	});

	it('gives the credits back when the very first event is an error', async () => {
		await start({ credits: 3 });
		await stream(emulator, { resumeId: 'res_fault_error_first_429' });
		expect(emulator.ledger.credits).toBe(0);
		expect((await stream(emulator)).status).toBe(200);
	});

	it('keeps the credits when an error follows another event', async () => {
		await start({ credits: 3 });
		await stream(emulator, { resumeId: 'res_fault_progress_then_429' });
		expect(emulator.ledger.credits).toBe(3);
		expect((await stream(emulator)).status).toBe(402);
	});

	it('refuses requests beyond the rate limit and names the seconds to wait', async () => {
		await start({ requestsPerMinute: 2 });
		await get('/v1/resumes');
		expect((await stream(emulator)).status).toBe(200);
		const refused = await get('/v1/resumes');
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('60');
		expect(refused.json).toMatchObject({ statusCode: 429 });
	});

	it('can apply the rate limit to a shorter time than a minute', async () => {
		await start({ requestsPerMinute: 1, rateWindow: 1 });
		await get('/v1/resumes');
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect((await get('/v1/resumes')).status).toBe(200);
	});

	it('lists the resumes of people page by page', async () => {
		await start();
		const ids = await listedIds(10);
		expect(ids).toEqual(defaultResumes.map(({ id }) => id));
		expect(new Set(ids).size).toBe(24);
		expect(ids.filter((id) => id.startsWith('res_fault_'))).toEqual([]);
	});

	it('lists the resumes that show a fault after those of people if asked to', async () => {
		await start({ listFaults: true });
		const ids = await listedIds(100);
		expect(ids.slice(24)).toEqual(faultNames.map(faultResumeId));
	});

	/** The ids of all resumes, read in pages of this size. */
	async function listedIds(limit: number): Promise<string[]> {
		const ids: string[] = [];
		for (let total = 1; ids.length < total; ) {
			const offset = ids.length;
			const { json } = await get(`/v1/resumes?limit=${limit}&offset=${offset}`);
			expect(json).toMatchObject({
				items: expect.any(Array),
				total: expect.any(Number),
				limit,
				offset,
			});
			total = Number(Object(json).total);
			const page = JSON.stringify(json).match(/(?<="resumeId":")res_\w+/g) ?? [];
			expect(page).toHaveLength(Math.min(limit, total - offset));
			ids.push(...page);
		}
		return ids;
	}

	it('can list the resumes in the documented shape', async () => {
		await start({ resumeListShape: 'doc', resumes: [{ id: 'r1', title: 'Mine' }] });
		const { json } = await get('/v1/resumes');
		expect(json).toMatchObject({ data: [{ id: 'r1', title: 'Mine' }] });
		expect(json).not.toHaveProperty('items');
	});

	it('refuses a limit that is not a number', async () => {
		await start();
		expect((await get('/v1/resumes?limit=many')).status).toBe(400);
	});
});

import { faultResumeId, faultsFor, startEmulator, type Dialect } from '../../../emulator';
import type { Emulator, FaultName, StreamFaultName } from '../../../emulator';
import { dataOf, sectionsOf, stream, type Received } from './client';

interface Expected {
	readonly status: number | null;
	readonly end: Received['end'];
	/** Different sections sent. */
	readonly sections: number;
	readonly credits: number;
}

const refused = (status: number): Expected => ({ status, end: 'end', sections: 0, credits: 0 });
const whole: Expected = { status: 200, end: 'end', sections: 7, credits: 3 };
const ended = (sections: number, end: Received['end'] = 'end', credits = 3): Expected => ({
	status: 200,
	end,
	sections,
	credits,
});
const broken: Expected = { status: null, end: 'broken', sections: 0, credits: 0 };

const expectations: Record<StreamFaultName, Expected> = {
	status_400: refused(400),
	status_401: refused(401),
	status_402: refused(402),
	status_403: refused(403),
	status_404: refused(404),
	status_409: refused(409),
	status_413: refused(413),
	status_422: refused(422),
	status_429: refused(429),
	status_500: refused(500),
	status_502: refused(502),
	status_503: refused(503),
	status_504: refused(504),
	status_429_stalls: { ...refused(429), end: 'silent' },
	status_503_stalls: { ...refused(503), end: 'silent' },
	retry_after_day: refused(429),
	not_modified: refused(304),
	other_shape_403: refused(403),
	upgrade_403: refused(403),
	credits_403: refused(403),
	reset: broken,
	no_answer: { status: null, end: 'silent', sections: 0, credits: 0 },
	redirect: refused(302),
	html: refused(200),
	json: refused(200),
	html_502: refused(502),
	big_error: refused(500),
	rate_limited_once: refused(429),
	unavailable_once: refused(503),
	unavailable_date_once: refused(503),
	reset_once: broken,
	error_first_once: ended(0, 'end', 0),
	empty: ended(0),
	cut_first: ended(0, 'broken'),
	stall_first: ended(0, 'silent'),
	malformed_first: whole,
	error_first_429: ended(0, 'end', 0),
	error_first_503: ended(0, 'end', 0),
	error_first_500: ended(0, 'end', 0),
	error_first_400: ended(0, 'end', 0),
	error_first: ended(0, 'end', 0),
	progress_then_429: ended(0),
	nothing: ended(0),
	truncated: ended(2),
	cut: ended(2, 'broken'),
	stall: ended(2, 'silent'),
	malformed: whole,
	wrong_type: whole,
	error_mid: ended(2),
	error_mid_plain: ended(2),
	big_event: ended(2),
	big_stream: ended(20),
	unknown_events: whole,
	unterminated: whole,
	holds_open: ended(7, 'silent'),
	bom: whole,
	crlf: whole,
	cr: whole,
	comments: whole,
	multi_data: whole,
	one_byte: whole,
	slow: whole,
	hold: ended(1, 'silent'),
	proto: ended(3),
	markup: ended(3),
	single: ended(1),
};

const dialects: Dialect[] = ['documented', 'sdk'];

describe.each(dialects)('In the %s dialect', (dialect) => {
	let emulator: Emulator;
	const ask = async (name: FaultName, patience?: number) => {
		const leavesUnanswered = name === 'no_answer';
		return await stream(emulator, { resumeId: faultResumeId(name), patience, leavesUnanswered });
	};

	beforeAll(async () => (emulator = await startEmulator({ dialect })));
	afterAll(async () => await emulator.close());

	it('every fault has the expected status, end, number of sections and price', async () => {
		const see = async (name: FaultName, patience: number) => {
			const { status, end } = await ask(name, patience);
			const entry = await emulator.ledger.waitFor(
				({ resumeId, endedBy }) => resumeId === faultResumeId(name) && endedBy !== 'open',
			);
			const { sectionsSent: sections, credits, fault } = entry;
			expect(fault).toBe(name);
			return [name, { status, end, sections, credits }];
		};
		const isSilent = (name: StreamFaultName) => expectations[name].end === 'silent';
		const names = faultsFor('stream').filter(
			(name) => name !== 'big_stream' && name !== 'multi_data',
		);
		const actual = [
			...(await Promise.all(names.filter((n) => !isSilent(n)).map((n) => see(n, 60_000)))),
			// Apart from the others, whose work would be taken for silence on a busy machine.
			...(await Promise.all(names.filter(isSilent).map((n) => see(n, 1000)))),
		];
		const expected = names.map((name) => [name, expectations[name]]);
		expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
	});

	it.each<FaultName>([
		'rate_limited_once',
		'unavailable_once',
		'unavailable_date_once',
		'reset_once',
		'error_first_once',
	])('%s succeeds the second time', async (name) => {
		emulator.ledger.clear();
		await ask(name);
		const { text } = await ask(name);
		expect(sectionsOf(text).size).toBe(7);
		expect(emulator.ledger.credits).toBe(3);
		expect(emulator.ledger.requests.map(({ fault }) => fault)).toEqual([name, null]);
	});

	it('a recovering fault is counted separately for each item', async () => {
		emulator.ledger.clear();
		await ask('unavailable_once');
		const other = await stream(emulator, {
			body: { resumeId: 'res_fault_unavailable_once', jobDescription: 'Another posting entirely' },
		});
		expect(other.status).toBe(503);
	});

	it.each([429, 503, 500, 400] as const)(
		'error_first_%d sends nothing but the error',
		async (n) => {
			const { text } = await ask(`error_first_${n}`);
			expect(dataOf(text)).toEqual([expect.objectContaining({ statusCode: n })]);
		},
	);

	it('progress_then_429 sends an event that is no section before the error', async () => {
		const data = dataOf((await ask('progress_then_429')).text);
		expect(data).toHaveLength(2);
		expect(data[1]).toMatchObject({ statusCode: 429 });
	});

	it('multi_data spreads one event over several data lines', async () => {
		const { text } = await ask('multi_data');
		expect(text).toContain('data: {\ndata:   "');
	});

	it('big_event is a little over 8 MiB', async () => {
		const { text } = await ask('big_event');
		const longest = Math.max(...text.split('\n').map((line) => line.length));
		expect(longest).toBeGreaterThan(8 * 1024 * 1024);
		expect(longest).toBeLessThan(9 * 1024 * 1024);
	});
});

describe('In the documented dialect', () => {
	let emulator: Emulator;
	const ask = async (name: FaultName) => await stream(emulator, { resumeId: faultResumeId(name) });

	beforeAll(async () => (emulator = await startEmulator()));
	afterAll(async () => await emulator.close());

	it('big_stream sends more than 64 MiB to a client that reads them', async () => {
		const { text, end } = await ask('big_stream');
		expect(end).toBe('end');
		expect(text.length).toBeGreaterThan(64 * 1024 * 1024);
	});

	it('big_stream stops when the client leaves', async () => {
		emulator.ledger.clear();
		const leaving = new AbortController();
		const response = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: { accept: 'text/event-stream', 'x-api-key': emulator.apiKey },
			body: JSON.stringify({
				resumeId: 'res_fault_big_stream',
				jobDescription: 'A posting that is long enough',
			}),
			signal: leaving.signal,
		});
		expect(response.status).toBe(200);
		leaving.abort();
		await emulator.ledger.settled();
		expect(emulator.ledger.requests[0]?.sectionsSent).toBeLessThan(20);
		expect(emulator.ledger.earlyDisconnects).toHaveLength(1);
	});

	it('unusual streams differ from a normal one in their bytes', async () => {
		expect((await ask('bom')).text.startsWith('\uFEFFdata: ')).toBe(true);
		expect((await ask('crlf')).text).toMatch(/\}\r\n\r\n$/);
		expect((await ask('cr')).text).toMatch(/^[^\n]*\}\r\r$/);
		expect((await ask('comments')).text).toContain('\n\n: heartbeat\n\n');
		expect((await ask('unterminated')).text).toMatch(/\n\ndata: \{"type":"done"\}\n$/);
		expect((await ask('one_byte')).chunks).toBeGreaterThan(500);
		expect((await ask('unknown_events')).text).toContain('event: trace\n');
		expect([...sectionsOf((await ask('proto')).text).keys()]).toEqual([
			'__proto__',
			'constructor',
			'toString',
		]);
	});

	it('a malformed event is not JSON, a section may carry a number, and errors carry a status or none', async () => {
		expect((await ask('malformed')).text).toMatch(/"content":"Plann\n\n/);
		expect(dataOf((await ask('wrong_type')).text)).toContainEqual({
			type: 'section',
			section: 'skills',
			content: 42,
		});
		expect(dataOf((await ask('error_mid')).text).at(-1)).toEqual({
			type: 'error',
			message: 'Rate limit exceeded',
			statusCode: 429,
		});
		expect(dataOf((await ask('error_mid_plain')).text).at(-1)).not.toHaveProperty('statusCode');
	});

	it('Retry-After is given in seconds or as a date', async () => {
		expect((await ask('status_429')).headers['retry-after']).toBe('1');
		expect((await ask('retry_after_day')).headers['retry-after']).toBe('86400');
		const { headers } = await ask('unavailable_date_once');
		const wait = Date.parse(headers['retry-after'] ?? '') - Date.parse(headers.date ?? '');
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(3000);
	});

	it('a redirect that the client follows is recorded in the ledger', async () => {
		const response = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: { accept: 'text/event-stream', 'x-api-key': emulator.apiKey },
			body: JSON.stringify({
				resumeId: 'res_fault_redirect',
				jobDescription: 'A posting that is long enough',
			}),
		});
		await response.text();
		expect(emulator.ledger.requests.at(-1)?.path).toBe('/v1/moved');
	});

	it.each([429, 503] as const)('status_%d_stalls sends half of a JSON error', async (status) => {
		const response = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: { accept: 'text/event-stream', 'x-api-key': emulator.apiKey },
			body: JSON.stringify({
				resumeId: faultResumeId(`status_${status}_stalls`),
				jobDescription: 'A posting that is long enough',
			}),
		});
		const reader = response.body?.getReader();
		const { value } = (await reader?.read()) ?? {};
		expect(Buffer.from(value ?? []).toString()).toMatch(/^\{"error":"[^}]+$/);
		await reader?.cancel();
	});

	it('the coded 403 responses carry their code, and an upgradeUrl where a plan would help', async () => {
		const json = async (name: FaultName): Promise<unknown> => JSON.parse((await ask(name)).text);
		const upgradeUrl = expect.stringMatching(/^https:/);
		expect(await json('other_shape_403')).toEqual({
			error: expect.any(String),
			code: 'insufficient_scope',
		});
		expect(await json('upgrade_403')).toEqual({
			error: expect.any(String),
			code: 'requires_upgrade',
			upgradeUrl,
		});
		expect(await json('credits_403')).toEqual({
			error: expect.any(String),
			code: 'insufficient_credits',
			upgradeUrl,
		});
	});

	it('not_modified has no body', async () => {
		expect(await ask('not_modified')).toMatchObject({ status: 304, text: '', end: 'end' });
	});

	it('big_error has a body of a megabyte', async () => {
		expect((await ask('big_error')).text.length).toBeGreaterThan(1024 * 1024);
	});
});

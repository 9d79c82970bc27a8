import { faultNames, faultResumeId, startEmulator, type Dialect } from '../../../emulator';
import type { Emulator, FaultName } from '../../../emulator';
import { dataOf, sectionsOf, stream, type Received } from './client';

interface Expected {
	readonly status: number | null;
	readonly end: Received['end'];
	/** Distinct sections. */
	readonly sections: number;
	readonly credits: number;
}

const refused = (status: number): Expected => ({ status, end: 'end', sections: 0, credits: 0 });
const whole: Expected = { status: 200, end: 'end', sections: 6, credits: 3 };
const ended = (sections: number, end: Received['end'] = 'end', credits = 3): Expected => ({
	status: 200,
	end,
	sections,
	credits,
});
const broken: Expected = { status: null, end: 'broken', sections: 0, credits: 0 };

const expectations: Record<FaultName, Expected> = {
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
	other_shape_403: refused(403),
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
	error_first_400: ended(0, 'end', 0),
	error_first: ended(0, 'end', 0),
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
	holds_open: ended(6, 'silent'),
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
	const ask = async (name: FaultName, patience?: number) =>
		await stream(emulator, { resumeId: faultResumeId(name), patience });

	beforeAll(async () => (emulator = await startEmulator({ dialect })));
	afterAll(async () => await emulator.close());

	// Concurrent, so that the silent ones are waited for all at once.
	it('every fault ends, sends and costs what it should', async () => {
		const names = faultNames.filter((name) => name !== 'big_stream' && name !== 'multi_data');
		const actual = await Promise.all(
			names.map(async (name) => {
				const { status, end } = await ask(name, name === 'slow' ? undefined : 1000);
				const entry = await emulator.ledger.waitFor(
					({ resumeId, endedBy }) => resumeId === faultResumeId(name) && endedBy !== 'open',
				);
				const { sectionsSent: sections, credits, fault } = entry;
				expect(fault).toBe(name);
				return [name, { status, end, sections, credits }];
			}),
		);
		const expected = names.map((name) => [name, expectations[name]]);
		expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
	});

	it.each<FaultName>([
		'rate_limited_once',
		'unavailable_once',
		'unavailable_date_once',
		'reset_once',
		'error_first_once',
	])('%s goes well the next time', async (name) => {
		emulator.ledger.clear();
		await ask(name);
		const { text } = await ask(name);
		expect(sectionsOf(text).size).toBe(6);
		expect(emulator.ledger.credits).toBe(3);
		expect(emulator.ledger.requests.map(({ fault }) => fault)).toEqual([name, null]);
	});

	it('a recovering fault is counted for each item by itself', async () => {
		emulator.ledger.clear();
		await ask('unavailable_once');
		const other = await stream(emulator, {
			body: { resumeId: 'res_fault_unavailable_once', jobDescription: 'Another posting entirely' },
		});
		expect(other.status).toBe(503);
	});

	it('multi_data spreads one event over several data lines', async () => {
		const { text } = await ask('multi_data');
		expect(text).toContain('data: {\ndata:   "');
	});

	it('big_stream sends more than 64 MiB when they are read', async () => {
		const { text, end } = await ask('big_stream', 5000);
		expect(end).toBe('end');
		expect(text.length).toBeGreaterThan(64 * 1024 * 1024);
	});

	it('big_stream stops when its reader does', async () => {
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

	it('the bytes of the unusual streams are the unusual ones', async () => {
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

	it('the broken events are broken', async () => {
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

	it('waiting times are given in seconds or as a date', async () => {
		expect((await ask('status_429')).headers['retry-after']).toBe('1');
		const date = Date.parse((await ask('unavailable_date_once')).headers['retry-after'] ?? '');
		expect(date - Date.now()).toBeGreaterThan(0);
		expect(date - Date.now()).toBeLessThanOrEqual(2000);
	});

	it('a redirect that is followed shows in the ledger', async () => {
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

	it('an error may be a megabyte long', async () => {
		expect((await ask('big_error')).text.length).toBeGreaterThan(1024 * 1024);
	});
});

import { notSent } from '../../../nodes/Laddro/calls/callApi';
import { isRetryable } from '../../../nodes/Laddro/calls/retryPolicy';
import { DONE, section } from '../stream/sse';
import { answer, networkError, stream, type Scripted } from '../transport/fakeApi';
import { KEY, stage } from './stage';

const SUMMARY = section('summary', 'Engineer');
const whole = () => stream([SUMMARY, section('skills', 'SQL'), DONE]);

/** An error event, with a status if one is given. */
function errorEvent(statusCode?: number): string {
	return `data: ${JSON.stringify({ type: 'error', message: 'Sorry', statusCode })}\n\n`;
}

const PROGRESS = 'data: {"type":"progress"}\n\n';

describe('generate', () => {
	it('sends one request, returns what it read, and closes the connection', async () => {
		const reply = stream([SUMMARY, section('skills', 'SQL'), DONE], 'hold');
		const { clock, api, start } = stage([reply]);
		const call = start();
		await clock.advance(0);
		expect(call.generation).toEqual({
			sections: new Map([
				['summary', 'Engineer'],
				['skills', 'SQL'],
			]),
			failure: undefined,
			isFree: false,
			ids: {},
			attempts: 1,
			waited: 0,
			waitedFor: new Set(),
		});
		expect(call.pieces.map(({ section: name }) => name)).toEqual(['summary', 'skills']);
		expect(api.requests).toHaveLength(1);
		expect(reply.body.destroyed).toBe(true);
		expect(api.signals[0]?.aborted).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('calls back with pieces while the rest of the stream is still to come', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const call = start();
		await clock.advance(1000);
		expect(call.pieces).toHaveLength(1);
		expect(call.generation).toBeUndefined();
		reply.body.send(DONE);
		await clock.advance(0);
		expect(call.generation?.failure).toBeUndefined();
	});

	it('sends a request that the API can answer with a stream', async () => {
		const { api, run } = stage([whole()]);
		await run();
		expect(api.requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://api.laddro.com/v1/tailor',
			body: { jobDescription: 'Posting' },
			timeout: 660_000,
		});
	});

	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a reset before the answer', () => networkError('ECONNRESET')],
		['status 429', () => answer(429)],
		['status 500', () => answer(500)],
		['status 502', () => answer(502, '<html>')],
		['status 503', () => answer(503)],
		['status 504', () => answer(504)],
		['an error event of status 429 as the first event', () => stream([errorEvent(429)])],
		[
			'an error event of status 503 as the first event, after a comment',
			() => stream([': comment\n\n', errorEvent(503)], 'hold'),
		],
	])('tries again after %s, and waits longer each time', async (_, failing) => {
		const { api, run } = stage([failing(), failing(), whole()]);
		const generation = await run();
		expect(generation).toMatchObject({ attempts: 3, failure: undefined, waited: 750 });
		expect(generation.sections.size).toBe(2);
		expect(api.times).toEqual([0, 250, 750]);
	});

	it.each<[string, () => Scripted, string]>([
		['status 304', () => answer(304), 'status'],
		['status 400', () => answer(400), 'status'],
		['status 401', () => answer(401), 'status'],
		['status 402', () => answer(402), 'status'],
		['status 403', () => answer(403), 'status'],
		['status 403 with a code', () => answer(403, { code: 'requires_upgrade' }), 'status'],
		['status 404', () => answer(404), 'status'],
		['status 413', () => answer(413), 'status'],
		['status 422', () => answer(422), 'status'],
		['status 501', () => answer(501), 'status'],
		['a redirect', () => answer(302, '', { location: 'https://evil.example' }), 'status'],
		['an error event without a status', () => stream([errorEvent()]), 'streamError'],
		['an error event of status 400', () => stream([errorEvent(400)]), 'streamError'],
		['an error event of status 500', () => stream([errorEvent(500)]), 'streamError'],
		['an error event of status 502', () => stream([errorEvent(502)]), 'streamError'],
		['an error event of status 504', () => stream([errorEvent(504)]), 'streamError'],
		[
			'an error event of status 503 after progress',
			() => stream([PROGRESS, errorEvent(503)]),
			'streamError',
		],
		[
			'an error event of status 429 after progress',
			() => stream([PROGRESS, errorEvent(429)]),
			'streamError',
		],
		['a stream without any section', () => stream([DONE]), 'nothingGenerated'],
		['a stream that ends at once', () => stream([]), 'interrupted'],
		['a stream that is cut before any section', () => stream([': hi\n\n'], 'cut'), 'interrupted'],
		['a malformed event', () => stream(['data: {torn\n\n'], 'hold'), 'interrupted'],
		['a page instead of a stream', () => answer(200, '<html>'), 'unexpectedAnswer'],
		['an answer in JSON', () => answer(201, { id: 1 }), 'unexpectedAnswer'],
		['a certificate that is not trusted', () => networkError('CERT_UNTRUSTED'), 'request'],
		["a timeout of n8n's client", () => networkError('ECONNABORTED'), 'interrupted'],
		['an answer of an unknown form', () => Promise.resolve('text'), 'request'],
	])('does not try again after %s', async (_, failing, kind) => {
		const { api, clock, run } = stage([failing(), whole()]);
		const generation = await run();
		expect(generation.failure?.kind).toBe(kind);
		expect(generation).toMatchObject({ attempts: 1, waited: 0 });
		expect(api.requests).toHaveLength(1);
		expect(clock.now()).toBe(0);
	});

	it.each<[string, () => Scripted, string]>([
		['an error event of status 503', () => stream([SUMMARY, errorEvent(503)]), 'streamError'],
		['an error event of status 429', () => stream([SUMMARY, errorEvent(429)]), 'streamError'],
		['a cut connection', () => stream([SUMMARY], 'cut'), 'interrupted'],
		['an early end', () => stream([SUMMARY]), 'interrupted'],
		['a malformed event', () => stream([SUMMARY, 'data: {x\n\n']), 'interrupted'],
	])('does not try again after a section, but keeps it: %s', async (_, failing, kind) => {
		const { api, run } = stage([failing(), whole()]);
		const generation = await run();
		expect(generation.failure?.kind).toBe(kind);
		expect(generation.failure && isRetryable(generation.failure)).toBe(false);
		expect([...generation.sections]).toEqual([['summary', 'Engineer']]);
		expect(api.requests).toHaveLength(1);
	});

	it.each([0, 1, 2, 10])(
		'gives up after the first try and %d retries, with the last failure',
		async (maxRetries) => {
			const script = Array.from({ length: maxRetries + 2 }, (_, number) =>
				answer(503, { message: `No ${number}` }),
			);
			const { api, run } = stage(script, { limits: { maxRetries }, random: 0 });
			const generation = await run();
			expect(generation.failure).toMatchObject({ message: `No ${maxRetries}` });
			expect(generation.attempts).toBe(maxRetries + 1);
			expect(api.requests).toHaveLength(maxRetries + 1);
		},
	);

	it('does not mix what different tries have sent', async () => {
		const { run } = stage([stream([errorEvent(503)]), whole()]);
		const { failure, sections } = await run();
		expect(failure).toBeUndefined();
		expect([...sections.keys()]).toEqual(['summary', 'skills']);
	});

	it('does not count the time of a try as waiting', async () => {
		const slow = stream([], 'hold');
		const { clock, start } = stage([slow, whole()]);
		const call = start();
		await clock.advance(7000);
		slow.body.send(errorEvent(503));
		await clock.advance(1000);
		expect(call.generation).toMatchObject({ failure: undefined, attempts: 2, waited: 250 });
	});

	it.each([
		['an error answer', () => answer(404, {}, {}, 'hold')],
		['a page', () => answer(200, '<html>', { 'content-type': 'text/html' }, 'hold')],
		['an error event', () => stream([errorEvent(400)], 'hold')],
		['a malformed event', () => stream(['data: {x\n\n'], 'hold')],
	])('closes the connection after %s', async (_, failing) => {
		const reply = failing();
		const { clock, start } = stage([reply]);
		const call = start();
		await clock.advance(5000);
		expect(call.generation?.failure).toBeDefined();
		expect(reply.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('keeps the key out of every failure', async () => {
		const body = { error: `Key ${KEY} ${KEY}`, code: KEY, upgradeUrl: `https://l.co/?k=${KEY}` };
		const event = `data: ${JSON.stringify({ type: 'error', ...body, statusCode: 402 })}\n\n`;
		const failing = [
			answer(402, body),
			stream([event]),
			answer(200, '', { 'content-type': `text/${KEY}` }),
			new Error(`Header x-api-key: ${KEY} is not valid`),
		];
		for (const reply of failing) {
			const { failure } = await stage([reply]).run();
			expect(JSON.stringify(failure)).not.toContain(KEY);
			expect(JSON.stringify(failure)).toContain('***');
		}
	});

	it('throws what the callback for pieces throws, and closes the connection', async () => {
		const bug = new Error('Bug in the callback');
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply, whole()], {
			onPiece: () => {
				throw bug;
			},
		});
		const call = start();
		await clock.advance(0);
		expect(call.thrown).toBe(bug);
		expect(reply.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});
});

describe('notSent', () => {
	it('returns a report that has nothing but the failure, and cost nothing', () => {
		const failure = { kind: 'parameter', message: 'Empty' } as const;
		expect(notSent(failure)).toEqual({
			failure,
			isFree: true,
			ids: {},
			attempts: 0,
			waited: 0,
			waitedFor: new Set(),
		});
	});
});

describe('The wait that Retry-After asks for', () => {
	it.each([
		['7', 7000],
		['0', 0],
	])('is the wait before the next try when it is %s seconds', async (seconds, delay) => {
		const { api, run } = stage([answer(503, {}, { 'retry-after': seconds }), whole()]);
		await run();
		expect(api.times).toEqual([0, delay]);
	});

	it('is the wait before the next try when it is a date', async () => {
		const date = new Date(Date.now() + 20_000).toUTCString();
		const { api, run } = stage([answer(503, {}, { 'retry-after': date }), whole()]);
		await run();
		expect(api.times[1]).toBeGreaterThan(10_000);
		expect(api.times[1]).toBeLessThanOrEqual(20_000);
	});

	it.each(['300', '99999999999999999999999', '9'.repeat(400)])(
		'ends the call at once when it is %s seconds, which is not less than the timeout',
		async (seconds) => {
			for (const status of [429, 503]) {
				const { clock, api, run } = stage([
					answer(status, {}, { 'retry-after': seconds }),
					whole(),
				]);
				const generation = await run();
				expect(generation).toMatchObject({ attempts: 1, failure: { statusCode: status } });
				expect(clock.now()).toBe(0);
				expect(api.requests).toHaveLength(1);
			}
		},
	);

	it('is the wait before the next try when it leaves one second of the timeout', async () => {
		const { api, run } = stage([answer(429, {}, { 'retry-after': '299' }), whole()]);
		expect((await run()).failure).toBeUndefined();
		expect(api.times).toEqual([0, 299_000]);
	});

	it('is reported as a point in time when a 429 asks for more than the timeout', async () => {
		const before = Date.now();
		const failing = answer(429, { message: 'Slow down' }, { 'retry-after': '301' });
		const { failure } = await stage([failing, whole()]).run();
		expect(failure).toMatchObject({ kind: 'rateLimited', message: 'Slow down', statusCode: 429 });
		const retryAt = failure?.kind === 'rateLimited' ? failure.retryAt : 0;
		expect(retryAt).toBeGreaterThanOrEqual(before + 301_000);
		expect(retryAt).toBeLessThanOrEqual(Date.now() + 301_000);
	});

	it('does not change the kind of failure of a 503, however long it is', async () => {
		const { run } = stage([answer(503, {}, { 'retry-after': '86400' }), whole()]);
		expect((await run()).failure).toMatchObject({ kind: 'status', meaning: 'unavailable' });
	});
});

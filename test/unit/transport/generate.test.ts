import { notSent } from '../../../nodes/Laddro/transport/generate';
import { DONE, section } from '../stream/sse';
import { answer, networkError, stream, type Scripted } from './fakeApi';
import { KEY, stage } from './stage';

const SUMMARY = section('summary', 'Engineer');
const whole = () => stream([SUMMARY, section('skills', 'SQL'), DONE]);

/** An error event that carries a status. */
function errorEvent(statusCode?: number): string {
	return `data: ${JSON.stringify({ type: 'error', message: 'Sorry', statusCode })}\n\n`;
}

describe('Generating a document', () => {
	it('asks once, hands on what it reads, and closes the connection', async () => {
		const reply = stream([SUMMARY, section('skills', 'SQL'), DONE], 'hold');
		const { clock, api, start } = stage([reply]);
		const item = start();
		await clock.advance(0);
		expect(item.generation).toEqual({
			sections: new Map([
				['summary', 'Engineer'],
				['skills', 'SQL'],
			]),
			failure: undefined,
			attempts: 1,
			waited: 0,
			waitedFor: new Set(),
		});
		expect(item.pieces.map(({ section: name }) => name)).toEqual(['summary', 'skills']);
		expect(api.requests).toHaveLength(1);
		expect(reply.body.destroyed).toBe(true);
		expect(api.signals[0]?.aborted).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('hands pieces on while the rest is still to come', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const item = start();
		await clock.advance(1000);
		expect(item.pieces).toHaveLength(1);
		expect(item.generation).toBeUndefined();
		reply.body.send(DONE);
		await clock.advance(0);
		expect(item.generation?.failure).toBeUndefined();
	});

	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a reset before the answer', () => networkError('ECONNRESET')],
		['status 429', () => answer(429)],
		['status 500', () => answer(500)],
		['status 502', () => answer(502, '<html>')],
		['status 503', () => answer(503)],
		['status 504', () => answer(504)],
		['an error in the stream with status 429', () => stream([errorEvent(429)])],
		['an error in the stream with status 503', () => stream([errorEvent(503)], 'hold')],
		['progress and then such an error', () => stream(['data: {"type":"p"}\n\n', errorEvent(500)])],
	])('tries again after %s, and waits longer each time', async (_, failing) => {
		const { api, run } = stage([failing(), failing(), whole()]);
		const generation = await run();
		expect(generation).toMatchObject({ attempts: 3, failure: undefined, waited: 750 });
		expect(generation.sections.size).toBe(2);
		expect(api.times).toEqual([0, 250, 750]);
	});

	it.each<[string, () => Scripted, string]>([
		['status 400', () => answer(400), 'status'],
		['status 401', () => answer(401), 'status'],
		['status 402', () => answer(402), 'status'],
		['status 403', () => answer(403), 'status'],
		['status 404', () => answer(404), 'status'],
		['status 413', () => answer(413), 'status'],
		['status 422', () => answer(422), 'status'],
		['a redirect', () => answer(302, '', { location: 'https://evil.example' }), 'status'],
		['an error in the stream without a status', () => stream([errorEvent()]), 'streamError'],
		['an error in the stream with status 400', () => stream([errorEvent(400)]), 'streamError'],
		['a stream without any section', () => stream([DONE]), 'nothing'],
		['a stream that ends at once', () => stream([]), 'interrupted'],
		['a stream that is cut before any section', () => stream([': hi\n\n'], 'cut'), 'interrupted'],
		['an event that can not be read', () => stream(['data: {torn\n\n'], 'hold'), 'interrupted'],
		['a page instead of a stream', () => answer(200, '<html>'), 'notAStream'],
		['an answer in JSON', () => answer(201, { id: 1 }), 'notAStream'],
		['a certificate that is not trusted', () => networkError('CERT_UNTRUSTED'), 'request'],
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
		['an error that passes', () => stream([SUMMARY, errorEvent(503)]), 'streamError'],
		['a rate limit', () => stream([SUMMARY, errorEvent(429)]), 'streamError'],
		['a cut', () => stream([SUMMARY], 'cut'), 'interrupted'],
		['an early end', () => stream([SUMMARY]), 'interrupted'],
		['an event that can not be read', () => stream([SUMMARY, 'data: {x\n\n']), 'interrupted'],
	])('never tries again after a section, but keeps it: %s', async (_, failing, kind) => {
		const { api, run } = stage([failing(), whole()]);
		const generation = await run();
		expect(generation.failure?.kind).toBe(kind);
		expect([...generation.sections]).toEqual([['summary', 'Engineer']]);
		expect(api.requests).toHaveLength(1);
	});

	it.each([0, 1, 2, 10])(
		'gives up after %d further tries, with the last failure',
		async (maxRetries) => {
			const script = Array.from({ length: maxRetries + 2 }, (_, number) =>
				answer(503, { message: `No ${number}` }),
			);
			const { api, run } = stage(script, { limits: { maxRetries }, random: 0 });
			const generation = await run();
			expect(generation.failure?.message).toBe(`No ${maxRetries}`);
			expect(generation.attempts).toBe(maxRetries + 1);
			expect(api.requests).toHaveLength(maxRetries + 1);
		},
	);

	it('forgets nothing of an earlier try but its failure: progress of a failed try leaves no section', async () => {
		const { run } = stage([stream([errorEvent(503)]), whole()]);
		const { failure, sections } = await run();
		expect(failure).toBeUndefined();
		expect([...sections.keys()]).toEqual(['summary', 'skills']);
	});

	it.each([
		['an error answer', () => answer(404, {}, {}, 'hold')],
		['a page', () => answer(200, '<html>', { 'content-type': 'text/html' }, 'hold')],
		['an error in the stream', () => stream([errorEvent(400)], 'hold')],
		['an event that can not be read', () => stream(['data: {x\n\n'], 'hold')],
	])('closes the connection after %s', async (_, failing) => {
		const reply = failing();
		const { clock, start } = stage([reply]);
		const item = start({ idleTimeout: 50 });
		await clock.advance(50);
		expect(item.generation?.failure).toBeDefined();
		expect(reply.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it('names the content type of what is no stream', async () => {
		const { run } = stage([answer(200, '<html>', { 'content-type': 'text/html' })]);
		expect((await run()).failure?.message).toContain('"text/html"');
	});
});

describe('A stream that broke', () => {
	it.each<[string, () => Scripted]>([
		['The connection was cut', () => stream([SUMMARY], 'cut')],
		['The stream ended', () => stream([SUMMARY])],
		['an event that can not be read', () => stream([SUMMARY, 'data: {x\n\n'], 'hold')],
	])('says how: %s', async (words, failing) => {
		expect((await stage([failing()]).run()).failure?.message).toContain(words);
	});
});

describe('The statuses of a yes', () => {
	it.each([
		[199, 'status'],
		[200, undefined],
		[299, undefined],
		[300, 'status'],
	])('are 200 to 299: %d', async (statusCode, kind) => {
		const { failure } = await stage([{ ...whole(), statusCode }]).run();
		expect(failure?.kind).toBe(kind);
	});
});

describe('An item without a request', () => {
	it('has its failure, and nothing else', () => {
		const failure = { kind: 'parameter', message: 'Empty' } as const;
		expect(notSent(failure)).toEqual({
			sections: new Map(),
			failure,
			attempts: 0,
			waited: 0,
			waitedFor: new Set(),
		});
	});
});

describe('The server’s wish to wait', () => {
	it.each([
		['seconds', () => ({ 'retry-after': '7' }), 7000],
		['no time at all', () => ({ 'retry-after': '0' }), 0],
	])('is granted in %s', async (_, headers, delay) => {
		const { api, run } = stage([answer(503, {}, headers()), whole()]);
		await run();
		expect(api.times).toEqual([0, delay]);
	});

	it('is granted for a date', async () => {
		const date = new Date(Date.now() + 20_000).toUTCString();
		const { api, run } = stage([answer(503, {}, { 'retry-after': date }), whole()]);
		await run();
		expect(api.times[1]).toBeGreaterThan(10_000);
		expect(api.times[1]).toBeLessThanOrEqual(20_000);
	});

	it.each([
		['300', 'all of the time'],
		['99999999999999999999999', 'more than there is'],
		['9'.repeat(400), 'a number beyond all numbers'],
	])('ends the item at once when it takes %s seconds: %s', async (seconds) => {
		for (const status of [429, 503]) {
			const { clock, api, run } = stage([answer(status, {}, { 'retry-after': seconds }), whole()]);
			const generation = await run();
			expect(generation).toMatchObject({ attempts: 1, failure: { statusCode: status } });
			expect(clock.now()).toBe(0);
			expect(api.requests).toHaveLength(1);
		}
	});

	it('is granted when it leaves but a moment of the time', async () => {
		const { api, run } = stage([answer(429, {}, { 'retry-after': '299' }), whole()]);
		expect((await run()).failure).toBeUndefined();
		expect(api.times).toEqual([0, 299_000]);
	});
});

describe('What the API says', () => {
	it('is cleaned of the key, wherever it comes in', async () => {
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
			expect(failure?.message).toContain('***');
		}
	});

	it('is read up to 64 KiB of an error, and the connection is closed there', async () => {
		const long = answer(400, { message: 'Too long', rest: 'x'.repeat(70_000) }, {}, 'hold');
		const { clock, start } = stage([long]);
		const item = start();
		await clock.advance(0);
		expect(item.generation?.failure).toMatchObject({
			message: 'Laddro answered with status 400',
			statusCode: 400,
		});
		expect(long.body.destroyed).toBe(true);
	});

	it('is read as a whole when it is 64 KiB, and not when it is a byte more', async () => {
		const rest = 65_536 - JSON.stringify({ message: 'Too long', rest: '' }).length;
		for (const [more, message] of [
			[0, 'Too long'],
			[1, 'Laddro answered with status 400'],
		] as const) {
			const body = { message: 'Too long', rest: 'x'.repeat(rest + more) };
			const { clock, start } = stage([answer(400, body, {}, 'hold')]);
			const item = start();
			await clock.advance(0);
			expect(item.generation?.failure?.message).toBe(message);
		}
	});

	it('is taken from an error body in several chunks, cut within a character', async () => {
		const bytes = Buffer.from(JSON.stringify({ message: 'Työpaikka puuttuu – 日本' }));
		const { run } = stage([
			answer(
				400,
				Array.from(bytes, (byte) => Uint8Array.of(byte)),
			),
		]);
		expect((await run()).failure?.message).toBe('Työpaikka puuttuu – 日本');
	});

	it('is asked for in one request that the API can answer with a stream', async () => {
		const { api, run } = stage([whole()]);
		await run();
		expect(api.requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://api.laddro.com/v1/tailor',
			body: { jobDescription: 'Posting' },
			headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
			encoding: 'stream',
			timeout: 61_000,
		});
	});
});

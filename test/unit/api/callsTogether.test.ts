import { json } from '../../../nodes/Laddro/api/readJson';
import { settle } from '../fakeClock';
import { DONE } from '../stream/sse';
import { response, stream } from './fakeApi';
import { errorEvent, GENERATION, stage, SUMMARY, whole } from './stage';

describe('The rate limit that one call meets', () => {
	it('makes the other calls wait as well', async () => {
		const { clock, api, start } = stage([
			response(429, {}, { 'retry-after': '10' }),
			whole(),
			whole(),
		]);
		const first = start();
		await clock.advance(1000);
		const second = start();
		await clock.advance(8999);
		expect(api.times).toEqual([0]);
		await clock.advance(1);
		expect(api.times).toEqual([0, 10_000, 10_000]);
		expect(first.outcome).toMatchObject({ attempts: 2, waited: 10_000, failure: undefined });
		expect([...first.outcome!.waitedFor]).toEqual(['hold']);
		expect(second.outcome).toMatchObject({ attempts: 1, waited: 0, failure: undefined });
		expect([...second.outcome!.waitedFor]).toEqual(['hold']);
	});

	it('makes the other calls wait as well when it is told in the stream', async () => {
		const { clock, api, start } = stage([stream([errorEvent(429)]), whole(), whole()]);
		start();
		await settle();
		start();
		await clock.advance(1000);
		expect(api.times).toEqual([0, 1000, 1000]);
	});

	it('makes the other calls wait even when its own call is not tried again', async () => {
		const { clock, api, start } = stage([response(429, {}, { 'retry-after': '10' }), whole()], {
			limits: { maxRetries: 0 },
		});
		const first = start();
		await settle();
		expect(first.outcome?.failure).toMatchObject({ statusCode: 429 });
		start();
		await clock.advance(20_000);
		expect(api.times).toEqual([0, 10_000]);
	});

	it('ends its call and makes the others wait when it takes more time than the call has left', async () => {
		const { clock, api, start } = stage([
			response(503, {}, { 'retry-after': '200' }),
			response(429, {}, { 'retry-after': '150' }),
			whole(),
		]);
		const first = start();
		await clock.advance(200_000);
		expect(first.outcome).toMatchObject({
			failure: { kind: 'status', meaning: 'rateLimit', retryAfter: 150_000 },
			attempts: 2,
		});
		const second = start();
		await clock.advance(200_000);
		expect(api.times).toEqual([0, 200_000, 350_000]);
		expect(second.outcome?.failure).toBeUndefined();
	});

	it('makes the others wait for the whole timeout when it lasts just as long', async () => {
		const { clock, api, start } = stage([response(429, {}, { 'retry-after': '300' }), whole()]);
		const first = start();
		await settle();
		expect(first.outcome?.failure).toMatchObject({ kind: 'status', statusCode: 429 });
		const second = start();
		await clock.advance(300_000);
		expect(api.times).toEqual([0, 300_000]);
		expect(second.outcome?.failure).toBeUndefined();
	});

	it('does not concern a 503, which makes nobody else wait', async () => {
		const { clock, api, start } = stage([
			response(503, {}, { 'retry-after': '10' }),
			whole(),
			whole(),
		]);
		start();
		await clock.advance(1000);
		start();
		await clock.advance(20_000);
		expect(api.times).toEqual([0, 1000, 10_000]);
	});
});

describe('A 429 whose Retry-After is longer than the timeout', () => {
	it('refuses the calls after it and those that wait at once, without a request', async () => {
		const { clock, api, start } = stage(
			[response(429, { message: 'Too many requests' }, { 'retry-after': '86400' }), whole()],
			{ perMinute: 1 },
		);
		const first = start();
		const waiting = start();
		await settle();
		const later = start();
		await settle();
		expect(first.outcome?.failure).toMatchObject({
			kind: 'rateLimited',
			message: 'Too many requests',
			retryAt: expect.any(Number),
		});
		expect(waiting.outcome).toMatchObject({ failure: first.outcome?.failure, attempts: 0 });
		expect(later.outcome).toMatchObject({ failure: first.outcome?.failure, attempts: 0 });
		expect([first.doneAt, waiting.doneAt, later.doneAt]).toEqual([0, 0, 0]);
		expect(api.requests).toHaveLength(1);
		expect(clock.pending).toBe(0);
	});

	it('refuses a call that waits for its next try, and leaves open streams alone', async () => {
		const open = stream([SUMMARY], 'hold');
		const { clock, api, start } = stage([
			open,
			response(429, {}, { 'retry-after': '100' }),
			response(429, {}, { 'retry-after': '301' }),
		]);
		const streaming = start();
		const waiting = start();
		const limited = start();
		await clock.advance(1000);
		expect(limited.outcome?.failure?.kind).toBe('rateLimited');
		expect(waiting.outcome).toMatchObject({ failure: { kind: 'rateLimited' }, attempts: 1 });
		expect(waiting.doneAt).toBe(0);
		expect(api.requests).toHaveLength(3);
		open.body.send(DONE);
		await settle();
		expect(streaming.outcome?.failure).toBeUndefined();
	});

	it('does not concern a 503, which fails its own call only', async () => {
		const { api, start } = stage([response(503, {}, { 'retry-after': '86400' }), whole()]);
		const first = start();
		await settle();
		const second = start();
		await settle();
		expect(first.outcome).toMatchObject({
			failure: { kind: 'status', meaning: 'unavailable' },
			attempts: 1,
		});
		expect(second.outcome?.failure).toBeUndefined();
		expect(api.times).toEqual([0, 0]);
	});
});

describe('A refusal of the key, its credits or its plan', () => {
	it.each<[number, string | undefined]>([
		[401, undefined],
		[402, undefined],
		[403, 'requires_upgrade'],
		[403, 'insufficient_credits'],
		[403, 'insufficient_scope'],
	])(
		'with status %d and the code %s fails the calls after it without a request',
		async (status, code) => {
			const { api, start } = stage([response(status, { message: 'No more', code }), whole()]);
			const first = start();
			await settle();
			const second = start();
			await settle();
			expect(first.outcome?.attempts).toBe(1);
			expect(second.outcome).toEqual({ ...first.outcome, attempts: 0 });
			expect(second.outcome?.failure).toMatchObject({ message: 'No more', statusCode: status });
			expect(api.requests).toHaveLength(1);
		},
	);

	it.each<[number, string | undefined]>([
		[402, undefined],
		[403, 'insufficient_credits'],
	])('in an error event of status %d with the code %s does the same', async (status, code) => {
		const { api, start } = stage([stream([errorEvent(status, code)]), whole()]);
		const first = start();
		await settle();
		const second = start();
		await settle();
		expect(first.outcome?.failure).toMatchObject({ kind: 'streamError', statusCode: status });
		// Nothing of the second was sent, so its failure is none that may have been charged.
		expect(second.outcome).toMatchObject({
			failure: { kind: 'status', statusCode: status, meaning: 'noCredits' },
			attempts: 0,
		});
		expect(api.requests).toHaveLength(1);
	});

	it('of a call that costs nothing does the same', async () => {
		const { clock, api, startCall } = stage([response(401, { message: 'No' }), response(200)]);
		const calls = [startCall(GENERATION, json)];
		await settle();
		calls.push(startCall(GENERATION, json));
		await settle();
		expect(calls[1]?.outcome).toMatchObject({
			failure: { statusCode: 401, message: 'No' },
			attempts: 0,
		});
		expect(api.requests).toHaveLength(1);
		expect(clock.pending).toBe(0);
	});

	it('ends a call that waits for its next try', async () => {
		const { clock, api, start } = stage([
			response(429, {}, { 'retry-after': '100' }),
			response(401, { message: 'Wrong key' }),
		]);
		const first = start();
		const second = start();
		await clock.advance(1000);
		expect(second.outcome?.failure).toMatchObject({ message: 'Wrong key' });
		expect(first.outcome).toMatchObject({ failure: { message: 'Wrong key' }, attempts: 1 });
		expect(first.doneAt).toBe(0);
		expect(api.requests).toHaveLength(2);
	});

	it('leaves open streams alone', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { start } = stage([reply, response(402)]);
		const first = start();
		const second = start();
		await settle();
		expect(second.outcome?.failure).toMatchObject({ statusCode: 402 });
		reply.body.send(DONE);
		await settle();
		expect(first.outcome?.failure).toBeUndefined();
	});
});

describe('Any other refusal', () => {
	it.each<[number, string | undefined]>([
		[400, undefined],
		[403, undefined],
		[403, 'something_else'],
		[404, undefined],
		[422, undefined],
	])('with status %d and the code %s does not affect the calls after it', async (status, code) => {
		const { api, start } = stage([response(status, { code }), whole()]);
		start();
		await settle();
		const second = start();
		await settle();
		expect(second.outcome?.failure).toBeUndefined();
		expect(api.requests).toHaveLength(2);
	});
});

describe('The pace of a run', () => {
	it('counts tries, and is what a call is reported to have waited for', async () => {
		const { clock, api, start } = stage([response(503), whole(), whole()], { perMinute: 2 });
		start();
		await clock.advance(1000);
		const second = start();
		await clock.advance(60_000);
		expect(api.times).toEqual([0, 1000, 60_000]);
		expect([...second.outcome!.waitedFor]).toEqual(['pace']);
		expect(second.outcome?.waited).toBe(0);
	});

	it('delays a retry that is due earlier', async () => {
		const { clock, api, start } = stage([response(503), whole()], { perMinute: 1 });
		const call = start();
		await clock.advance(60_000);
		expect(api.times).toEqual([0, 60_000]);
		expect(call.outcome).toMatchObject({ attempts: 2, waited: 60_000 });
	});
});

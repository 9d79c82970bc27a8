import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, stream } from '../transport/fakeApi';
import { stage } from './stage';

const whole = () => stream([section('summary', 'Engineer'), DONE]);

function errorEvent(statusCode: number, code?: string): string {
	return `data: ${JSON.stringify({ type: 'error', message: 'Sorry', statusCode, code })}\n\n`;
}

describe('The rate limit that one call meets', () => {
	it('makes the other calls wait as well', async () => {
		const { clock, api, start } = stage([
			answer(429, {}, { 'retry-after': '10' }),
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
		expect(first.generation).toMatchObject({ attempts: 2, waited: 10_000, failure: undefined });
		expect([...first.generation!.waitedFor]).toEqual(['hold']);
		expect(second.generation).toMatchObject({ attempts: 1, waited: 0, failure: undefined });
		expect([...second.generation!.waitedFor]).toEqual(['hold']);
	});

	it('makes the other calls wait as well when it is told in the stream', async () => {
		const { clock, api, start } = stage([stream([errorEvent(429)]), whole(), whole()]);
		start();
		await settle();
		start();
		await clock.advance(1000);
		expect(api.times).toEqual([0, 250, 250]);
	});

	it('makes the other calls wait even when its own call is not tried again', async () => {
		const { clock, api, start } = stage([answer(429, {}, { 'retry-after': '10' }), whole()], {
			limits: { maxRetries: 0 },
		});
		const first = start();
		await settle();
		expect(first.generation?.failure).toMatchObject({ statusCode: 429 });
		start();
		await clock.advance(20_000);
		expect(api.times).toEqual([0, 10_000]);
	});

	it('ends its call and makes the others wait when it takes more time than the call has left', async () => {
		const { clock, api, start } = stage([
			answer(503, {}, { 'retry-after': '200' }),
			answer(429, {}, { 'retry-after': '150' }),
			whole(),
		]);
		const first = start();
		await clock.advance(200_000);
		expect(first.generation).toMatchObject({
			failure: { kind: 'status', meaning: 'rateLimit', retryAfter: 150_000 },
			attempts: 2,
		});
		const second = start();
		await clock.advance(200_000);
		expect(api.times).toEqual([0, 200_000, 350_000]);
		expect(second.generation?.failure).toBeUndefined();
	});

	it('makes the others wait for the whole timeout when it lasts just as long', async () => {
		const { clock, api, start } = stage([answer(429, {}, { 'retry-after': '300' }), whole()]);
		const first = start();
		await settle();
		expect(first.generation?.failure).toMatchObject({ kind: 'status', statusCode: 429 });
		const second = start();
		await clock.advance(300_000);
		expect(api.times).toEqual([0, 300_000]);
		expect(second.generation?.failure).toBeUndefined();
	});

	it('does not concern a 503, which makes nobody else wait', async () => {
		const { clock, api, start } = stage([
			answer(503, {}, { 'retry-after': '10' }),
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
			[answer(429, { message: 'Too many requests' }, { 'retry-after': '86400' }), whole()],
			{ perMinute: 1 },
		);
		const first = start();
		const waiting = start();
		await settle();
		const later = start();
		await settle();
		expect(first.generation?.failure).toMatchObject({
			kind: 'rateLimited',
			message: 'Too many requests',
			retryAt: expect.any(Number),
		});
		expect(waiting.generation).toMatchObject({ failure: first.generation?.failure, attempts: 0 });
		expect(later.generation).toMatchObject({ failure: first.generation?.failure, attempts: 0 });
		expect([first.doneAt, waiting.doneAt, later.doneAt]).toEqual([0, 0, 0]);
		expect(api.requests).toHaveLength(1);
		expect(clock.pending).toBe(0);
	});

	it('refuses a call that waits for its next try, and leaves open streams alone', async () => {
		const open = stream([section('summary', 'Engineer')], 'hold');
		const { clock, api, start } = stage([
			open,
			answer(429, {}, { 'retry-after': '100' }),
			answer(429, {}, { 'retry-after': '301' }),
		]);
		const streaming = start();
		const waiting = start();
		const limited = start();
		await clock.advance(1000);
		expect(limited.generation?.failure?.kind).toBe('rateLimited');
		expect(waiting.generation).toMatchObject({ failure: { kind: 'rateLimited' }, attempts: 1 });
		expect(waiting.doneAt).toBe(0);
		expect(api.requests).toHaveLength(3);
		open.body.send(DONE);
		await settle();
		expect(streaming.generation?.failure).toBeUndefined();
	});

	it('does not concern a 503, which fails its own call only', async () => {
		const { api, start } = stage([answer(503, {}, { 'retry-after': '86400' }), whole()]);
		const first = start();
		await settle();
		const second = start();
		await settle();
		expect(first.generation).toMatchObject({
			failure: { kind: 'status', meaning: 'unavailable' },
			attempts: 1,
		});
		expect(second.generation?.failure).toBeUndefined();
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
			const { api, start } = stage([answer(status, { message: 'No more', code }), whole()]);
			const first = start();
			await settle();
			const second = start();
			await settle();
			expect(first.generation?.attempts).toBe(1);
			expect(second.generation).toEqual({ ...first.generation, attempts: 0 });
			expect(second.generation?.failure).toMatchObject({ message: 'No more', statusCode: status });
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
		expect(first.generation?.failure).toMatchObject({ kind: 'streamError', statusCode: status });
		// Nothing of the second was sent, so its failure is none that may have been charged.
		expect(second.generation).toMatchObject({
			failure: { kind: 'status', statusCode: status, meaning: 'noCredits' },
			attempts: 0,
		});
		expect(api.requests).toHaveLength(1);
	});

	it('ends a call that waits for its next try', async () => {
		const { clock, api, start } = stage([
			answer(429, {}, { 'retry-after': '100' }),
			answer(401, { message: 'Wrong key' }),
		]);
		const first = start();
		const second = start();
		await clock.advance(1000);
		expect(second.generation?.failure).toMatchObject({ message: 'Wrong key' });
		expect(first.generation).toMatchObject({ failure: { message: 'Wrong key' }, attempts: 1 });
		expect(first.doneAt).toBe(0);
		expect(api.requests).toHaveLength(2);
	});

	it('leaves open streams alone', async () => {
		const reply = stream([section('summary', 'Engineer')], 'hold');
		const { start } = stage([reply, answer(402)]);
		const first = start();
		const second = start();
		await settle();
		expect(second.generation?.failure).toMatchObject({ statusCode: 402 });
		reply.body.send(DONE);
		await settle();
		expect(first.generation?.failure).toBeUndefined();
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
		const { api, start } = stage([answer(status, { code }), whole()]);
		start();
		await settle();
		const second = start();
		await settle();
		expect(second.generation?.failure).toBeUndefined();
		expect(api.requests).toHaveLength(2);
	});
});

describe('The pace of a run', () => {
	it('counts tries, and is what a call is reported to have waited for', async () => {
		const { clock, api, start } = stage([answer(503), whole(), whole()], { perMinute: 2 });
		start();
		await clock.advance(1000);
		const second = start();
		await clock.advance(60_000);
		expect(api.times).toEqual([0, 250, 60_000]);
		expect([...second.generation!.waitedFor]).toEqual(['pace']);
		expect(second.generation?.waited).toBe(0);
	});

	it('delays a retry that is due earlier', async () => {
		const { clock, api, start } = stage([answer(503), whole()], { perMinute: 1 });
		const call = start();
		await clock.advance(60_000);
		expect(api.times).toEqual([0, 60_000]);
		expect(call.generation).toMatchObject({ attempts: 2, waited: 60_000 });
	});
});

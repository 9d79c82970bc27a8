import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, stream } from './fakeApi';
import { stage } from './stage';

const whole = () => stream([section('summary', 'Engineer'), DONE]);

function errorEvent(statusCode: number): string {
	return `data: ${JSON.stringify({ type: 'error', message: 'Sorry', statusCode })}\n\n`;
}

describe('The rate limit of one item', () => {
	it('holds the others back, too', async () => {
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

	it('told in the stream holds the others back as well', async () => {
		const { clock, api, start } = stage([stream([errorEvent(429)]), whole(), whole()]);
		start();
		await settle();
		start();
		await clock.advance(1000);
		expect(api.times).toEqual([0, 250, 250]);
	});

	it('holds the others back even when its own item is not tried again', async () => {
		const { clock, api, start } = stage([answer(429, {}, { 'retry-after': '10' }), whole()], {
			limits: { maxRetries: 0 },
		});
		const first = start();
		await settle();
		expect(first.generation?.failure?.statusCode).toBe(429);
		start();
		await clock.advance(20_000);
		expect(api.times).toEqual([0, 10_000]);
	});

	it('holds nobody back for longer than an item may take, whatever the server asks for', async () => {
		const { clock, api, start } = stage([answer(429, {}, { 'retry-after': '99999999' }), whole()]);
		start();
		await settle();
		const second = start();
		await clock.advance(300_000);
		expect(api.times).toEqual([0, 300_000]);
		expect(second.generation?.failure).toBeUndefined();
	});

	it('is only the rate limit’s: trouble of the server holds nobody back', async () => {
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

describe('A wrong key or used up credits', () => {
	it.each([401, 402])('with status %d fail the items to come without a request', async (status) => {
		const { api, start } = stage([answer(status, { message: 'No more' }), whole()]);
		const first = start();
		await settle();
		const second = start();
		await settle();
		expect(first.generation?.attempts).toBe(1);
		expect(second.generation).toEqual({ ...first.generation, attempts: 0 });
		expect(second.generation?.failure).toMatchObject({ message: 'No more', statusCode: status });
		expect(api.requests).toHaveLength(1);
	});

	it('in the stream do the same', async () => {
		const { api, start } = stage([stream([errorEvent(402)]), whole()]);
		start();
		await settle();
		const second = start();
		await settle();
		expect(second.generation?.failure).toMatchObject({ kind: 'streamError', statusCode: 402 });
		expect(api.requests).toHaveLength(1);
	});

	it('end the wait of an item that would have been tried again', async () => {
		const { clock, api, start } = stage([
			answer(429, {}, { 'retry-after': '100' }),
			answer(401, { message: 'Wrong key' }),
		]);
		const first = start();
		const second = start();
		await clock.advance(1000);
		expect(second.generation?.failure?.message).toBe('Wrong key');
		expect(first.generation).toMatchObject({ failure: { message: 'Wrong key' }, attempts: 1 });
		expect(first.doneAt).toBe(0);
		expect(api.requests).toHaveLength(2);
	});

	it('leave the documents alone that are on their way', async () => {
		const reply = stream([section('summary', 'Engineer')], 'hold');
		const { start } = stage([reply, answer(402)]);
		const first = start();
		const second = start();
		await settle();
		expect(second.generation?.failure?.statusCode).toBe(402);
		reply.body.send(DONE);
		await settle();
		expect(first.generation?.failure).toBeUndefined();
	});

	it('are not what other refusals are', async () => {
		for (const status of [400, 403, 404, 422]) {
			const { api, start } = stage([answer(status), whole()]);
			start();
			await settle();
			const second = start();
			await settle();
			expect(second.generation?.failure).toBeUndefined();
			expect(api.requests).toHaveLength(2);
		}
	});
});

describe('The pace of a run', () => {
	it('counts tries, not items, and an item knows that it waited for it', async () => {
		const { clock, api, start } = stage([answer(503), whole(), whole()], { perMinute: 2 });
		start();
		await clock.advance(1000);
		const second = start();
		await clock.advance(60_000);
		expect(api.times).toEqual([0, 250, 60_000]);
		expect([...second.generation!.waitedFor]).toEqual(['pace']);
		expect(second.generation?.waited).toBe(0);
	});
});

import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, later, networkError, stream } from './fakeApi';
import { stage } from './stage';

const SUMMARY = section('summary', 'Engineer');
const whole = () => stream([SUMMARY, DONE]);

describe('Silence', () => {
	it('before the answer ends the item, and closes the connection', async () => {
		const { clock, api, start } = stage([later().promise, whole()]);
		const item = start();
		await clock.advance(59_999);
		expect(item.generation).toBeUndefined();
		await clock.advance(1);
		expect(item.generation).toMatchObject({
			failure: { kind: 'interrupted', message: 'Laddro sent nothing for 60 seconds' },
			attempts: 1,
		});
		expect(api.signals.map((signal) => signal?.aborted)).toEqual([true]);
		expect(clock.pending).toBe(0);
	});

	it('is borne up to its limit before an answer', async () => {
		const slow = later();
		const { clock, start } = stage([slow.promise]);
		const item = start();
		await clock.advance(59_999);
		slow.answerWith(stream([SUMMARY], 'hold'));
		await clock.advance(59_000);
		expect(item.generation).toBeUndefined();
		await clock.advance(2000);
		expect(item.generation?.failure?.kind).toBe('interrupted');
	});

	it('on the open stream ends the item, keeps its sections and closes the connection', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const item = start();
		await clock.advance(60_000);
		expect(item.generation?.failure?.message).toBe('Laddro sent nothing for 60 seconds');
		expect([...(item.generation?.sections ?? [])]).toEqual([['summary', 'Engineer']]);
		expect(reply.body.destroyed).toBe(true);
	});

	it('is broken by comments', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const item = start();
		for (let minute = 0; minute < 4; minute++) {
			await clock.advance(59_000);
			reply.body.send(': heartbeat\n\n');
		}
		await clock.advance(0);
		expect(item.generation).toBeUndefined();
		reply.body.send(DONE);
		await clock.advance(0);
		expect(item.generation?.failure).toBeUndefined();
	});

	it('within an error’s body still tells the error, which is then the last word', async () => {
		const { clock, api, start } = stage([answer(503, '{"message":"Busy"}', {}, 'hold'), whole()]);
		const item = start();
		await clock.advance(60_000);
		expect(item.generation?.failure).toMatchObject({ message: 'Busy', statusCode: 503 });
		expect(api.requests).toHaveLength(1);
	});

	it('is bounded for n8n, too, by what is left of the item’s time', async () => {
		const { api, run } = stage([answer(503, {}, { 'retry-after': '280' }), whole()]);
		await run();
		expect(api.requests.map(({ timeout }) => timeout)).toEqual([61_000, 21_000]);
	});
});

describe('The time of an item', () => {
	it('is up for a stream that never ends, though it is never silent', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply], { limits: { timeout: 100_000 } });
		const item = start();
		for (let second = 0; second < 99; second++) {
			await clock.advance(1000);
			reply.body.send(':\n');
		}
		expect(item.generation).toBeUndefined();
		await clock.advance(1000);
		expect(item.generation).toMatchObject({
			failure: { kind: 'interrupted', message: 'The item took longer than 100 seconds' },
		});
		expect(reply.body.destroyed).toBe(true);
	});

	it('includes the tries and the waits between them', async () => {
		const { clock, start } = stage([answer(503, {}, { 'retry-after': '50' }), later().promise]);
		const item = start({ timeout: 70_000 });
		await clock.advance(200_000);
		expect(item.generation?.failure?.message).toBe('The item took longer than 70 seconds');
		expect(item.generation).toMatchObject({ attempts: 2, waited: 50_000 });
		expect(item.doneAt).toBe(70_000);
	});

	it('does not include the wait for the first request', async () => {
		const { clock, gate, api, start } = stage([later().promise]);
		gate.hold(500_000);
		const item = start();
		await clock.advance(500_000);
		expect(api.times).toEqual([500_000]);
		await clock.advance(59_999);
		expect(item.generation).toBeUndefined();
		await clock.advance(1);
		expect([...item.generation!.waitedFor]).toEqual(['hold']);
	});

	it('that is up while others hold everybody back leaves the failure of the last try', async () => {
		const { clock, gate, start } = stage([answer(503, { message: 'Busy' }), whole()]);
		const item = start();
		await clock.advance(10);
		gate.hold(1_000_000);
		await clock.advance(400_000);
		expect(item.generation).toMatchObject({ failure: { message: 'Busy' }, attempts: 1 });
		expect(item.doneAt).toBe(300_000);
	});
});

describe('A stop', () => {
	it('before the first request sends nothing', async () => {
		const { clock, api, gate, start } = stage([whole()]);
		gate.hold(1000);
		const item = start();
		item.stop();
		await settle();
		expect(item.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 0 });
		await clock.advance(5000);
		expect(api.requests).toEqual([]);
	});

	it('while the answer is awaited ends the item and its connection at once', async () => {
		const { api, start } = stage([later().promise, whole()]);
		const item = start();
		await settle();
		item.stop();
		await settle();
		expect(item.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 1 });
		expect(api.signals.map((signal) => signal?.aborted)).toEqual([true]);
	});

	it('in the moment of the answer closes it unread', async () => {
		const slow = later();
		const { start } = stage([slow.promise]);
		const item = start();
		await settle();
		const reply = whole();
		slow.answerWith(reply);
		item.stop();
		await settle();
		expect(item.generation?.failure?.kind).toBe('stopped');
		expect(item.pieces).toEqual([]);
		expect(reply.body.destroyed).toBe(true);
	});

	it('while the answer is awaited is not disturbed by a connection that fails after it', async () => {
		const slow = later();
		const { api, start } = stage([slow.promise, whole()]);
		const item = start();
		await settle();
		item.stop();
		slow.failWith(networkError('ECONNRESET'));
		await settle();
		expect(item.generation?.failure?.kind).toBe('stopped');
		expect(api.requests).toHaveLength(1);
	});

	it('on the open stream closes the connection at once', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const item = start();
		await settle();
		item.stop();
		await settle();
		expect(reply.body.destroyed).toBe(true);
		expect(item.generation?.failure?.kind).toBe('stopped');
		expect(item.generation?.sections.size).toBe(1);
		expect(clock.pending).toBe(0);
	});

	it('ends the wait for another try at once', async () => {
		for (const status of [429, 503]) {
			const { clock, api, start } = stage([answer(status, {}, { 'retry-after': '100' }), whole()]);
			const item = start();
			await clock.advance(1000);
			item.stop();
			await settle();
			expect(item.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 1 });
			expect(item.doneAt).toBe(1000);
			await clock.advance(200_000);
			expect(api.requests).toHaveLength(1);
		}
	});

	it('does not undo a document that is complete', async () => {
		const { start } = stage([whole()]);
		const item = start();
		await settle();
		item.stop();
		await settle();
		expect(item.generation?.failure).toBeUndefined();
	});
});

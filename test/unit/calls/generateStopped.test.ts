import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, later, networkError, stream } from '../transport/fakeApi';
import { stage } from './stage';

const SUMMARY = section('summary', 'Engineer');
const whole = () => stream([SUMMARY, DONE]);

describe('A call that is stopped', () => {
	it('before its first request sends nothing', async () => {
		const { clock, api, gate, start } = stage([whole()]);
		gate.hold(1000);
		const call = start();
		call.stop();
		await settle();
		expect(call.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 0 });
		await clock.advance(5000);
		expect(api.requests).toEqual([]);
	});

	it('before its answer ends at once, with its connection', async () => {
		const { api, start } = stage([later().promise, whole()]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 1 });
		expect(api.signals.map((signal) => signal?.aborted)).toEqual([true]);
	});

	it('just as its answer arrives closes the answer unread', async () => {
		const slow = later();
		const { start } = stage([slow.promise]);
		const call = start();
		await settle();
		const reply = whole();
		slow.answerWith(reply);
		call.stop();
		await settle();
		expect(call.generation?.failure?.kind).toBe('stopped');
		expect(call.pieces).toEqual([]);
		expect(reply.body.destroyed).toBe(true);
	});

	it('before its answer stays stopped when its connection then fails', async () => {
		const slow = later();
		const { api, start } = stage([slow.promise, whole()]);
		const call = start();
		await settle();
		call.stop();
		slow.failWith(networkError('ECONNRESET'));
		await settle();
		expect(call.generation?.failure?.kind).toBe('stopped');
		expect(api.requests).toHaveLength(1);
	});

	it('while its stream is open closes the connection at once and keeps its sections', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(reply.body.destroyed).toBe(true);
		expect(call.generation?.failure).toEqual({ kind: 'stopped' });
		expect(call.generation?.sections.size).toBe(1);
		expect(clock.pending).toBe(0);
	});

	it('while it waits for another try ends at once', async () => {
		for (const status of [429, 503]) {
			const { clock, api, start } = stage([answer(status, {}, { 'retry-after': '100' }), whole()]);
			const call = start();
			await clock.advance(1000);
			call.stop();
			await settle();
			expect(call.generation).toMatchObject({ failure: { kind: 'stopped' }, attempts: 1 });
			expect(call.doneAt).toBe(1000);
			expect(clock.pending).toBe(0);
			await clock.advance(200_000);
			expect(api.requests).toHaveLength(1);
		}
	});

	it('while the chunk is read that completes its document keeps the document', async () => {
		let stop = () => {};
		const { start } = stage([stream([SUMMARY + DONE], 'hold')], { onPiece: () => stop() });
		const call = start();
		stop = call.stop;
		await settle();
		expect(call.generation?.failure).toBeUndefined();
		expect(call.generation?.sections.size).toBe(1);
	});

	it('after its document is complete keeps the document', async () => {
		const { start } = stage([whole()]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.generation?.failure).toBeUndefined();
	});
});

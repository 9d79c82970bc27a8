import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { later, networkError, response, stream } from './fakeApi';
import { stage, SUMMARY, whole } from './stage';

const STOPPED = { kind: 'stopped' } as const;

describe('A call that is stopped', () => {
	it('before its first request sends nothing', async () => {
		const { clock, api, gate, start } = stage([whole()]);
		gate.hold(1000);
		const call = start();
		call.stop();
		await settle();
		expect(call.outcome).toMatchObject({ failure: STOPPED, attempts: 0 });
		await clock.advance(5000);
		expect(api.requests).toEqual([]);
	});

	it('before its response ends at once, with its connection', async () => {
		const { api, start } = stage([later().promise, whole()]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.outcome).toMatchObject({ failure: STOPPED, attempts: 1 });
		expect(api.signals.map((signal) => signal?.aborted)).toEqual([true]);
	});

	it('just as its response arrives closes it unread', async () => {
		const slow = later();
		const { start } = stage([slow.promise]);
		const call = start();
		await settle();
		const reply = whole();
		slow.respondWith(reply);
		call.stop();
		await settle();
		expect(call.outcome?.failure?.kind).toBe('stopped');
		expect(call.pieces).toEqual([]);
		expect(reply.body.destroyed).toBe(true);
	});

	it('before its response stays stopped when its connection then fails', async () => {
		const slow = later();
		const { api, start } = stage([slow.promise, whole()]);
		const call = start();
		await settle();
		call.stop();
		slow.failWith(networkError('ECONNRESET'));
		await settle();
		expect(call.outcome?.failure?.kind).toBe('stopped');
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
		expect(call.outcome?.failure).toEqual(STOPPED);
		expect(call.outcome?.value?.sections.size).toBe(1);
		expect(clock.pending).toBe(0);
	});

	it('while it waits for another try ends at once', async () => {
		for (const status of [429, 503]) {
			const { clock, api, start } = stage([
				response(status, {}, { 'retry-after': '100' }),
				whole(),
			]);
			const call = start();
			await clock.advance(1000);
			call.stop();
			await settle();
			expect(call.outcome).toMatchObject({ failure: STOPPED, attempts: 1 });
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
		expect(call.outcome?.failure).toBeUndefined();
		expect(call.outcome?.value?.sections.size).toBe(1);
	});

	it('after its document is complete keeps the document', async () => {
		const { start } = stage([whole()]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.outcome?.failure).toBeUndefined();
	});
});

describe('When another item has ended the run, a call', () => {
	it('whose stream is open reads it to its end', async () => {
		const open = stream([SUMMARY], 'hold');
		const { gate, start } = stage([open]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		open.body.send(section('skills', 'TypeScript') + DONE);
		await settle();
		expect(call.outcome).toMatchObject({ failure: undefined, attempts: 1 });
		expect(call.outcome?.value?.sections.size).toBe(2);
	});

	it('that waits for its response reads it to its end', async () => {
		const slow = later();
		const { clock, gate, start } = stage([slow.promise]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		await clock.advance(5000);
		slow.respondWith(whole());
		await settle();
		expect(call.outcome).toMatchObject({ failure: undefined, attempts: 1 });
		expect(call.doneAt).toBe(5000);
	});

	it.each([429, 503])('whose try then fails with %d makes no other one', async (status) => {
		const slow = later();
		const { clock, api, gate, start } = stage([slow.promise, whole()]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		slow.respondWith(response(status, {}, { 'retry-after': '10' }));
		await settle();
		expect(call.outcome).toMatchObject({
			failure: { kind: 'status', statusCode: status },
			attempts: 1,
		});
		await clock.advance(20_000);
		expect(api.requests).toHaveLength(1);
	});

	it.each([429, 503])('that waits to try again after %d ends at once', async (status) => {
		const busy = response(status, {}, { 'retry-after': '200' });
		const { clock, api, gate, start } = stage([busy, whole()]);
		const call = start();
		await clock.advance(1000);
		gate.shut(STOPPED);
		await settle();
		expect(call.outcome).toMatchObject({ failure: STOPPED, attempts: 1 });
		expect(call.doneAt).toBe(1000);
		expect(clock.pending).toBe(0);
		expect(api.requests).toHaveLength(1);
	});

	it('that has not started sends nothing', async () => {
		const { api, gate, start } = stage([whole()]);
		gate.shut(STOPPED);
		const call = start();
		await settle();
		expect(call.outcome).toMatchObject({ failure: STOPPED, attempts: 0 });
		expect(api.requests).toEqual([]);
	});
});

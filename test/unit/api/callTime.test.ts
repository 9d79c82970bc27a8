import type { InterruptedFailure } from '../../../nodes/Laddro/common/failure';
import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { json } from '../../../nodes/Laddro/api/readJson';
import { limits as limitsField } from '../../../nodes/Laddro/parameters/requestOptions';
import { settle } from '../fakeClock';
import { DONE } from '../stream/sse';
import { later, networkError, response, stream } from './fakeApi';
import { GENERATION, stage, SUMMARY, whole } from './stage';

const SILENCE: InterruptedFailure = { kind: 'interrupted', cause: 'silence', limit: 60_000 };

/** The largest number that a parameter allows, in milliseconds. */
function largest(name: 'idleTimeout' | 'timeout'): number {
	const property = limitsField.properties.find((candidate) => candidate.name === name);
	return (property?.typeOptions?.maxValue ?? Infinity) * 1000;
}

describe('The idle timeout', () => {
	it('ends a call that gets no response, and closes the connection', async () => {
		const { clock, api, start } = stage([later().promise, whole()]);
		const call = start();
		await clock.advance(59_999);
		expect(call.outcome).toBeUndefined();
		await clock.advance(1);
		expect(call.outcome).toMatchObject({ failure: SILENCE, attempts: 1 });
		expect(api.signals.map((signal) => signal?.aborted)).toEqual([true]);
		expect(clock.pending).toBe(0);
	});

	it('restarts when the response arrives', async () => {
		const slow = later();
		const { clock, start } = stage([slow.promise]);
		const call = start();
		await clock.advance(59_999);
		slow.respondWith(stream([SUMMARY], 'hold'));
		await clock.advance(59_000);
		expect(call.outcome).toBeUndefined();
		await clock.advance(2000);
		expect(call.outcome?.failure).toEqual(SILENCE);
	});

	it('ends a call whose stream falls silent, keeps the sections and closes the connection', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const call = start();
		await clock.advance(60_000);
		expect(call.outcome?.failure).toEqual(SILENCE);
		expect([...(call.outcome?.value?.sections ?? [])]).toEqual([['summary', 'Engineer']]);
		expect(reply.body.destroyed).toBe(true);
	});

	it.each([
		['JSON', json],
		['a file', fileOfType('pdf')],
	])(
		'ends a call for %s whose response falls silent, and closes the connection',
		async (_, kind) => {
			const silent = response(200, '{', { 'content-type': 'application/pdf' }, 'hold');
			const { clock, runCall } = stage([silent, whole()]);
			expect(await runCall<unknown>(GENERATION, kind)).toMatchObject({
				failure: SILENCE,
				attempts: 1,
			});
			expect(silent.body.destroyed).toBe(true);
			expect(clock.pending).toBe(0);
		},
	);

	it('restarts with every comment in the stream', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply]);
		const call = start();
		for (let minute = 0; minute < 4; minute++) {
			await clock.advance(59_000);
			reply.body.send(': heartbeat\n\n');
		}
		await clock.advance(0);
		expect(call.outcome).toBeUndefined();
		reply.body.send(DONE);
		await clock.advance(0);
		expect(call.outcome?.failure).toBeUndefined();
	});

	it('does not count between two tries', async () => {
		const { api, run } = stage([networkError('ECONNREFUSED'), whole()], {
			limits: { idleTimeout: 100 },
		});
		expect(await run()).toMatchObject({ failure: undefined, attempts: 2 });
		expect(api.times).toEqual([0, 1000]);
	});

	it("is passed to n8n's client as ten minutes more than the silence that is allowed", async () => {
		const { api, run } = stage([response(503, {}, { 'retry-after': '280' }), whole()]);
		await run();
		expect(api.requests.map(({ timeout }) => timeout)).toEqual([660_000, 620_000]);
	});

	it.each([
		[largest('idleTimeout'), largest('timeout')],
		[3_600_000, 86_400_000],
		[86_400_000, 86_400_000],
	])(
		"does not overflow n8n's client when it is %d ms and the timeout %d ms",
		async (idleTimeout, timeout) => {
			const { api, run } = stage([whole()], { limits: { idleTimeout, timeout } });
			expect((await run()).failure).toBeUndefined();
			expect(api.requests[0]?.timeout).toBe(idleTimeout + 600_000);
			expect(api.requests[0]?.timeout).toBeLessThan(2 ** 31);
		},
	);
});

describe('The body of an error response that stalls', () => {
	it.each([429, 500, 502, 503])(
		'ends the try after 5 seconds, and the call is tried again after status %d',
		async (status) => {
			const stalled = response(status, '{"message":"Busy"}', {}, 'hold');
			const { api, run } = stage([stalled, whole()]);
			expect(await run()).toMatchObject({ failure: undefined, attempts: 2 });
			expect(api.times).toEqual([0, 6000]);
			expect(stalled.body.destroyed).toBe(true);
		},
	);

	it.each([429, 503])(
		'has its own 5 seconds when the idle timeout is shorter: status %d',
		async (status) => {
			const { api, run } = stage([response(status, '{"mess', {}, 'hold'), whole()], {
				limits: { idleTimeout: 1000 },
			});
			expect(await run()).toMatchObject({ failure: undefined, attempts: 2 });
			expect(api.times).toEqual([0, 6000]);
		},
	);

	it('does not hide the message that had arrived, or the wait that was asked for', async () => {
		const stalled = response(503, '{"message":"Busy"}', { 'retry-after': '400' }, 'hold');
		const { clock, run } = stage([stalled, whole()]);
		expect((await run()).failure).toMatchObject({
			kind: 'status',
			message: 'Busy',
			statusCode: 503,
			retryAfter: 400_000,
		});
		expect(clock.now()).toBe(5000);
	});

	it('ends with the call when the timeout is over first', async () => {
		const { clock, start } = stage([response(503, '{', {}, 'hold'), whole()]);
		const call = start({ timeout: 3000 });
		await clock.advance(3000);
		expect(call.outcome).toMatchObject({ failure: { statusCode: 503 }, attempts: 1 });
		expect(call.doneAt).toBe(3000);
	});

	it('ends with the call when the run is stopped', async () => {
		const stalled = response(503, '{', {}, 'hold');
		const { start } = stage([stalled, whole()]);
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.outcome).toMatchObject({ failure: { kind: 'stopped' }, attempts: 1 });
		expect(stalled.body.destroyed).toBe(true);
	});
});

describe('The timeout', () => {
	it('ends a stream that never ends, although it is never silent', async () => {
		const reply = stream([SUMMARY], 'hold');
		const { clock, start } = stage([reply], { limits: { timeout: 100_000 } });
		const call = start();
		for (let second = 0; second < 99; second++) {
			await clock.advance(1000);
			reply.body.send(':\n');
		}
		expect(call.outcome).toBeUndefined();
		await clock.advance(1000);
		expect(call.outcome?.failure).toEqual({
			kind: 'interrupted',
			cause: 'timeUp',
			limit: 100_000,
		});
		expect(reply.body.destroyed).toBe(true);
	});

	it('includes all tries and the waits between them', async () => {
		const { clock, start } = stage([response(503, {}, { 'retry-after': '50' }), later().promise]);
		const call = start({ timeout: 70_000 });
		await clock.advance(200_000);
		expect(call.outcome).toMatchObject({
			failure: { kind: 'interrupted', cause: 'timeUp', limit: 70_000 },
			attempts: 2,
			waited: 50_000,
		});
		expect(call.doneAt).toBe(70_000);
	});

	it('ends a call for JSON whose response never ends', async () => {
		const { clock, runCall } = stage([response(200, '{', {}, 'hold'), whole()], {
			limits: { timeout: 30_000 },
		});
		expect(await runCall(GENERATION, json)).toMatchObject({
			failure: { cause: 'timeUp', limit: 30_000 },
			attempts: 1,
		});
		expect(clock.now()).toBe(30_000);
	});

	it('does not include the wait for the first request', async () => {
		const { clock, gate, api, start } = stage([later().promise]);
		gate.hold(500_000);
		const call = start();
		await clock.advance(500_000);
		expect(api.times).toEqual([500_000]);
		await clock.advance(59_999);
		expect(call.outcome).toBeUndefined();
		await clock.advance(1);
		expect([...call.outcome!.waitedFor]).toEqual(['hold']);
	});

	it('ends a call that waits in the gate for its next try, with the failure of the last try', async () => {
		const { clock, gate, start } = stage([response(503, { message: 'Busy' }), whole()]);
		const call = start();
		await clock.advance(10);
		gate.hold(1_000_000);
		await clock.advance(400_000);
		expect(call.outcome).toMatchObject({ failure: { message: 'Busy' }, attempts: 1 });
		expect(call.doneAt).toBe(300_000);
	});

	it('allows another try only if some of it is left after the wait', async () => {
		for (const [seconds, attempts] of [
			['9', 2],
			['10', 1],
		] as const) {
			const { api, run } = stage([response(503, {}, { 'retry-after': seconds }), whole()], {
				limits: { timeout: 10_000 },
			});
			expect((await run()).attempts).toBe(attempts);
			expect(api.requests).toHaveLength(attempts);
		}
	});
});

describe('A request helper that never settles', () => {
	it('does not delay the end of a call beyond its idle timeout', async () => {
		const { clock, start } = stage([later().promise], { heedsAbort: false });
		const call = start();
		await clock.advance(60_000);
		expect(call.outcome?.failure).toEqual(SILENCE);
		expect(clock.pending).toBe(0);
	});

	it('does not delay the end of a call beyond its timeout', async () => {
		const { clock, start } = stage([later().promise], { heedsAbort: false });
		const call = start({ timeout: 30_000 });
		await clock.advance(30_000);
		expect(call.outcome?.failure).toEqual({
			kind: 'interrupted',
			cause: 'timeUp',
			limit: 30_000,
		});
	});

	it('does not delay the end of a call that is stopped', async () => {
		const { start } = stage([later().promise], { heedsAbort: false });
		const call = start();
		await settle();
		call.stop();
		await settle();
		expect(call.outcome?.failure).toEqual({ kind: 'stopped' });
	});

	it('has its response closed when it settles after the call is over', async () => {
		const slow = later();
		const { start } = stage([slow.promise], { heedsAbort: false });
		const call = start();
		await settle();
		call.stop();
		await settle();
		const late = whole();
		slow.respondWith(late);
		await settle();
		expect(late.body.destroyed).toBe(true);
		expect(call.pieces).toEqual([]);
	});
});

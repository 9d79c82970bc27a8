import { getEventListeners } from 'node:events';
import { untilAborted, withinTime } from '../../../nodes/Laddro/common/untilAborted';
import { FakeClock, settle } from '../fakeClock';

/** A promise that the test settles. */
function deferred() {
	let resolve: (value: string) => void = () => {};
	let reject: (error: Error) => void = () => {};
	const promise = new Promise<string>((onValue, onError) => {
		resolve = onValue;
		reject = onError;
	});
	return { promise, resolve, reject };
}

describe('untilAborted', () => {
	it('returns the value of the promise', async () => {
		const { signal } = new AbortController();
		expect(await untilAborted(Promise.resolve('value'), signal)).toEqual({ value: 'value' });
	});

	it('returns a value that is undefined as a value', async () => {
		const { signal } = new AbortController();
		expect(await untilAborted(Promise.resolve(undefined), signal)).toEqual({ value: undefined });
	});

	it('throws what the promise rejects with', async () => {
		const { signal } = new AbortController();
		const broken = async () => await Promise.reject(new Error('Broken'));
		await expect(untilAborted(broken(), signal)).rejects.toThrow('Broken');
	});

	it('returns undefined as soon as the signal aborts, though the promise never settles', async () => {
		const controller = new AbortController();
		const waiting = untilAborted(deferred().promise, controller.signal);
		controller.abort();
		expect(await waiting).toBeUndefined();
	});

	it('returns undefined when the signal had already aborted', async () => {
		expect(await untilAborted(deferred().promise, AbortSignal.abort())).toBeUndefined();
	});

	it('passes on a value that arrives after the abort, once', async () => {
		const controller = new AbortController();
		const { promise, resolve } = deferred();
		const late: string[] = [];
		const waiting = untilAborted(promise, controller.signal, (value) => late.push(value));
		controller.abort();
		await waiting;
		expect(late).toEqual([]);
		resolve('late');
		await settle();
		expect(late).toEqual(['late']);
	});

	it('does not pass on a value that arrives in time', async () => {
		const controller = new AbortController();
		const late: string[] = [];
		await untilAborted(Promise.resolve('in time'), controller.signal, (value) => late.push(value));
		controller.abort();
		await settle();
		expect(late).toEqual([]);
	});

	it('ignores a rejection after the abort, and an error thrown by the function for late values', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		for (const settleLate of ['reject', 'resolve'] as const) {
			const controller = new AbortController();
			const { promise, resolve, reject } = deferred();
			const waiting = untilAborted(promise, controller.signal, () => {
				throw new Error('The late value can not be used');
			});
			controller.abort();
			await waiting;
			if (settleLate === 'reject') reject(new Error('Too late'));
			else resolve('late');
			await settle();
		}
		process.removeListener('unhandledRejection', note);
		expect(unhandled).toEqual([]);
	});

	it('leaves no listener on a signal that outlives it', async () => {
		const { signal } = new AbortController();
		const { promise, resolve } = deferred();
		const waiting = untilAborted(promise, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		resolve('value');
		await waiting;
		expect(getEventListeners(signal, 'abort')).toEqual([]);
		await untilAborted(Promise.reject(new Error('Broken')), signal).catch(() => {});
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

describe('withinTime', () => {
	it('returns the value that arrives in time, and leaves no timer behind', async () => {
		const clock = new FakeClock();
		const { promise, resolve } = deferred();
		const waiting = withinTime(promise, clock, 100);
		await clock.advance(99);
		resolve('value');
		expect(await waiting).toEqual({ value: 'value' });
		expect(clock.pending).toBe(0);
	});

	it('returns undefined when the time is up, with a signal and without one', async () => {
		for (const signal of [undefined, new AbortController().signal]) {
			const clock = new FakeClock();
			const waiting = withinTime(deferred().promise, clock, 100, signal);
			await clock.advance(100);
			expect(await waiting).toBeUndefined();
		}
	});

	it('returns undefined when the signal aborts first, and leaves no timer behind', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const waiting = withinTime(deferred().promise, clock, 100, controller.signal);
		controller.abort();
		expect(await waiting).toBeUndefined();
		expect(clock.pending).toBe(0);
	});

	it('throws what the promise rejects with, and leaves no timer behind', async () => {
		const clock = new FakeClock();
		const broken = Promise.reject(new Error('Broken'));
		await expect(withinTime(broken, clock, 100)).rejects.toThrow('Broken');
		expect(clock.pending).toBe(0);
	});
});

import { getEventListeners } from 'node:events';
import { sleep, systemClock } from '../../../nodes/Laddro/clock';
import { FakeClock, settle } from '../fakeClock';

/** Starts to sleep, and says whether that is over. */
function watched(clock: FakeClock, delay: number, signal: AbortSignal) {
	const state = { awake: false };
	void sleep(clock, delay, signal).then(() => (state.awake = true));
	return state;
}

describe('Sleeping', () => {
	it('lasts exactly as long as asked', async () => {
		const clock = new FakeClock();
		const sleeper = watched(clock, 1000, new AbortController().signal);
		await clock.advance(999);
		expect(sleeper.awake).toBe(false);
		await clock.advance(1);
		expect(sleeper.awake).toBe(true);
	});

	it('ends at once when the signal aborts, and calls its timer off', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const sleeper = watched(clock, 1000, controller.signal);
		await clock.advance(1);
		controller.abort();
		await settle();
		expect(sleeper.awake).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it.each([0, -1])('is over before it has begun for a delay of %d', async (delay) => {
		const clock = new FakeClock();
		await sleep(clock, delay, new AbortController().signal);
		expect(clock.pending).toBe(0);
	});

	it('sets no timer once the signal has aborted', async () => {
		const clock = new FakeClock();
		await sleep(clock, 1000, AbortSignal.abort());
		expect(clock.pending).toBe(0);
	});

	it('leaves no listener behind on a signal that outlives it', async () => {
		const clock = new FakeClock();
		const { signal } = new AbortController();
		const sleeper = watched(clock, 10, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		await clock.advance(10);
		expect(sleeper.awake).toBe(true);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe("The system's clock", () => {
	it('calls back after the delay, not before', async () => {
		const start = systemClock.now();
		await new Promise<void>((resolve) => systemClock.after(20, resolve));
		expect(systemClock.now() - start).toBeGreaterThanOrEqual(19);
	});

	it.each([-5, 0, 0.25])('calls back soon for a delay of %d', async (delay) => {
		await new Promise<void>((resolve) => systemClock.after(delay, resolve));
	});

	it('takes delays that no timer keeps', () => {
		const callOff = systemClock.after(Number.MAX_SAFE_INTEGER, () => {});
		expect(callOff).not.toThrow();
		expect(() => systemClock.after(Infinity, () => {})()).not.toThrow();
	});

	it('does not call back what has been called off', async () => {
		let rang = false;
		const callOff = systemClock.after(5, () => (rang = true));
		callOff();
		await new Promise<void>((resolve) => systemClock.after(20, resolve));
		expect(rang).toBe(false);
	});
});

import { getEventListeners } from 'node:events';
import { CallTimer } from '../../../nodes/Laddro/api/callTimer';
import { FakeClock } from '../fakeClock';

/** A timer for one call, with short limits. */
function callTimer({ idleTimeout = 60, timeout = 300, run = new AbortController().signal } = {}) {
	const clock = new FakeClock();
	const timer = new CallTimer(clock, { idleTimeout, timeout }, run);
	return { clock, timer };
}

const SILENCE = { kind: 'interrupted', cause: 'silence', limit: 60 };
const TIME_UP = { kind: 'interrupted', cause: 'timeUp', limit: 300 };

describe('CallTimer', () => {
	it('ends the call when nothing has arrived for the idle timeout', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		await clock.advance(59);
		expect(timer.failure).toBeUndefined();
		expect(timer.signal.aborted).toBe(false);
		await clock.advance(1);
		expect(timer.failure).toEqual(SILENCE);
		expect(timer.signal.aborted).toBe(true);
	});

	it('restarts the idle timeout with every arrival, without setting a timer for it', async () => {
		const { clock, timer } = callTimer({ timeout: 1000 });
		timer.tryStarted();
		const before = clock.pending;
		for (let time = 0; time < 240; time += 40) {
			await clock.advance(40);
			timer.received();
		}
		expect(clock.pending).toBe(before);
		expect(timer.failure).toBeUndefined();
		await clock.advance(59);
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(SILENCE);
	});

	it('counts the silence from the last arrival, not from when it was last checked', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		await clock.advance(50);
		timer.received();
		await clock.advance(59);
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(SILENCE);
	});

	it('ends the call when its timeout is over, however much arrives', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		for (let time = 0; time < 299; time++) {
			await clock.advance(1);
			timer.received();
		}
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(TIME_UP);
	});

	it('counts the timeout from the first try, over all tries', async () => {
		const { clock, timer } = callTimer();
		await clock.advance(1000);
		expect(timer.timeLeft).toBe(300);
		timer.tryStarted();
		await clock.advance(50);
		timer.tryEnded();
		await clock.advance(200);
		expect(timer.timeLeft).toBe(50);
		timer.tryStarted();
		expect(timer.timeLeft).toBe(50);
		await clock.advance(49);
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(TIME_UP);
	});

	it('ignores silence between two tries, and restarts the idle timeout with the next try', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		await clock.advance(50);
		timer.tryEnded();
		await clock.advance(100);
		expect(timer.failure).toBeUndefined();
		timer.tryStarted();
		await clock.advance(59);
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(SILENCE);
	});

	it('ends the call when the run is stopped, before the first try and after it', async () => {
		for (const started of [false, true]) {
			const controller = new AbortController();
			const { timer } = callTimer({ run: controller.signal });
			if (started) timer.tryStarted();
			controller.abort();
			expect(timer.failure).toEqual({ kind: 'stopped' });
			expect(timer.signal.aborted).toBe(true);
			timer.close();
		}
	});

	it('ends the call at once when the run had been stopped before', () => {
		const { timer } = callTimer({ run: AbortSignal.abort() });
		expect(timer.failure).toEqual({ kind: 'stopped' });
	});

	it('keeps the first failure, whatever else happens', async () => {
		const controller = new AbortController();
		const { clock, timer } = callTimer({ run: controller.signal });
		timer.tryStarted();
		await clock.advance(60);
		controller.abort();
		await clock.advance(1000);
		expect(timer.failure).toEqual(SILENCE);
	});

	it('leaves neither timers nor listeners when the call is over', async () => {
		const controller = new AbortController();
		const { clock, timer } = callTimer({ run: controller.signal });
		timer.tryStarted();
		expect(clock.pending).toBe(2);
		timer.close();
		expect(clock.pending).toBe(0);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
		controller.abort();
		await clock.advance(1000);
		expect(timer.failure).toBeUndefined();
	});

	it('ignores silence when told to, but still ends the call when its timeout is over', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		await clock.advance(50);
		timer.ignoreSilence();
		await clock.advance(249);
		expect(timer.failure).toBeUndefined();
		await clock.advance(1);
		expect(timer.failure).toEqual(TIME_UP);
	});

	it('restarts the idle timeout with the try after one that was allowed to be silent', async () => {
		const { clock, timer } = callTimer();
		timer.tryStarted();
		timer.ignoreSilence();
		timer.tryEnded();
		timer.tryStarted();
		await clock.advance(60);
		expect(timer.failure).toEqual(SILENCE);
	});

	it('sets one timer for the timeout, however many tries there are', () => {
		const { clock, timer } = callTimer();
		for (let attempt = 0; attempt < 3; attempt++) {
			timer.tryStarted();
			timer.tryEnded();
		}
		expect(clock.pending).toBe(1);
	});

	it('allows silence for the idle timeout, or for as long as the call may still take', async () => {
		const { clock, timer } = callTimer();
		expect(timer.longestSilence).toBe(60);
		timer.tryStarted();
		await clock.advance(50);
		timer.tryEnded();
		await clock.advance(189);
		timer.tryStarted();
		expect(timer.longestSilence).toBe(60);
		timer.tryEnded();
		await clock.advance(2);
		expect(timer.longestSilence).toBe(59);
	});

	it('may have a timeout that is shorter than its idle timeout', async () => {
		const { clock, timer } = callTimer({ timeout: 40 });
		expect(timer.longestSilence).toBe(40);
		timer.tryStarted();
		await clock.advance(40);
		expect(timer.failure).toEqual({ ...TIME_UP, limit: 40 });
	});
});

import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { breather, sleep, systemClock } from '../../../nodes/Laddro/common/clock';
import { FakeClock, settle } from '../fakeClock';

/** Starts to sleep, and notes when that is over. */
function startToSleep(clock: FakeClock, delay: number, signal: AbortSignal) {
	const sleeper = { awake: false };
	void sleep(clock, delay, signal).then(() => (sleeper.awake = true));
	return sleeper;
}

describe('sleep', () => {
	it('lasts exactly as long as asked', async () => {
		const clock = new FakeClock();
		const sleeper = startToSleep(clock, 1000, new AbortController().signal);
		await clock.advance(999);
		expect(sleeper.awake).toBe(false);
		await clock.advance(1);
		expect(sleeper.awake).toBe(true);
	});

	it('ends at once when the signal aborts, and cancels its timer', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const sleeper = startToSleep(clock, 1000, controller.signal);
		await clock.advance(1);
		controller.abort();
		await settle();
		expect(sleeper.awake).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it.each([0, -1])('sets no timer for a delay of %d', async (delay) => {
		const clock = new FakeClock();
		await sleep(clock, delay, new AbortController().signal);
		expect(clock.pending).toBe(0);
	});

	it('sets no timer when the signal has already aborted', async () => {
		const clock = new FakeClock();
		await sleep(clock, 1000, AbortSignal.abort());
		expect(clock.pending).toBe(0);
	});

	it('leaves no listener on a signal that outlives it', async () => {
		const clock = new FakeClock();
		const { signal } = new AbortController();
		const sleeper = startToSleep(clock, 10, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		await clock.advance(10);
		expect(sleeper.awake).toBe(true);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('The system clock', () => {
	it('calls back after the delay, not before it', async () => {
		const start = systemClock.now();
		await new Promise<void>((resolve) => systemClock.after(20, resolve));
		expect(systemClock.now() - start).toBeGreaterThanOrEqual(19);
	});

	it.each([-5, 0, 0.25])('calls back soon for a delay of %d', async (delay) => {
		await new Promise<void>((resolve) => systemClock.after(delay, resolve));
	});

	it("accepts delays that are longer than Node's timers can keep", () => {
		const cancel = systemClock.after(Number.MAX_SAFE_INTEGER, () => {});
		expect(cancel).not.toThrow();
		expect(() => systemClock.after(Infinity, () => {})()).not.toThrow();
	});

	it('lets a timer that is late, because the process was busy, be cancelled by what has arrived', async () => {
		let fired = false;
		// After an immediate, Node calls back timers before it comes to the next one.
		await new Promise(setImmediate);
		const cancel = systemClock.after(5, () => (fired = true));
		const arrived = new Promise<void>((resolve) =>
			setImmediate(() => {
				cancel();
				resolve();
			}),
		);
		const start = systemClock.now();
		while (systemClock.now() - start < 300);
		await arrived;
		await new Promise<void>((resolve) => systemClock.after(100, resolve));
		expect(fired).toBe(false);
	});

	it('does not call back after the timer was cancelled', async () => {
		let fired = false;
		const cancel = systemClock.after(5, () => (fired = true));
		cancel();
		await new Promise<void>((resolve) => systemClock.after(20, resolve));
		expect(fired).toBe(false);
	});

	it('may be told to cancel a timer more than once, and after it has fired', async () => {
		let cancel = () => {};
		await new Promise<void>((resolve) => (cancel = systemClock.after(1, resolve)));
		cancel();
		cancel();
		await new Promise<void>((resolve) => systemClock.after(1, resolve));
	});
});

describe('What keeps Node running while timers of the system clock are pending', () => {
	const portsNow = () =>
		process.getActiveResourcesInfo().filter((name) => /messageport/i.test(name)).length;

	/** Open message ports, once those that have just been closed are gone: their number no longer changes. */
	async function openPorts(): Promise<number> {
		for (let before = -1; before !== portsNow(); ) {
			before = portsNow();
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		return portsNow();
	}
	let others: number;
	const ports = async () => (await openPorts()) - others;
	beforeAll(async () => {
		others = await openPorts();
	});

	it('is one message port for all of them, which is closed with the last one', async () => {
		const cancels = [1, 2, 3].map(() => systemClock.after(60_000, () => {}));
		for (const cancel of cancels) {
			expect(await ports()).toBe(1);
			cancel();
		}
		expect(await ports()).toBe(0);
	});

	it('is closed when the last one has fired', async () => {
		await new Promise<void>((resolve) => systemClock.after(1, resolve));
		expect(await ports()).toBe(0);
	});

	it('stays open when another timer is cancelled twice, or after it has fired', async () => {
		const cancel = systemClock.after(60_000, () => {});
		const cancelTwice = systemClock.after(60_000, () => {});
		cancelTwice();
		cancelTwice();
		let cancelFired = () => {};
		await new Promise<void>((resolve) => (cancelFired = systemClock.after(1, resolve)));
		cancelFired();
		expect(await ports()).toBe(1);
		cancel();
		expect(await ports()).toBe(0);
	});
});

describe('A process in which nothing else keeps Node running', () => {
	const TIME_LIMIT = 30_000;
	let output = '';
	let hasEnded = false;

	beforeAll(async () => {
		const script = join(__dirname, 'waiting.ts');
		const node = promisify(execFile);
		// With a timer left that keeps the process alive, the limit would end it, and this would throw.
		({ stdout: output } = await node(process.execPath, ['--import', 'tsx', script], {
			timeout: TIME_LIMIT,
		}));
		hasEnded = true;
	}, TIME_LIMIT * 2);

	it.each([
		'in the gate',
		'for a retry',
		'again after a time in which nothing waited',
		'although another timer was cancelled twice',
	])('stays alive while a call waits %s', (wait) => {
		expect(output.split('\n')).toContain(wait);
	});

	it('ends after its last timer was cancelled', () => {
		expect(hasEnded).toBe(true);
	});
});

describe('A breather', () => {
	it('lets timers and immediates run once its interval has passed', async () => {
		const breathe = breather(systemClock, 10);
		const order: string[] = [];
		setTimeout(() => order.push('timer'), 0);
		setImmediate(() => order.push('immediate'));
		for (let step = 0; step < 4; step++) {
			const end = performance.now() + 15;
			while (performance.now() < end);
			await breathe();
		}
		order.push('after');
		expect(order.slice(0, 2).sort()).toEqual(['immediate', 'timer']);
		expect(order[2]).toBe('after');
	});

	it('does nothing while its interval has not passed', async () => {
		const clock = new FakeClock();
		const breathe = breather(clock, 10);
		await clock.advance(9);
		let isLater = false;
		setImmediate(() => (isLater = true));
		await breathe();
		expect(isLater).toBe(false);
	});

	it('counts its interval from its last pause', async () => {
		const clock = new FakeClock();
		const breathe = breather(clock, 10);
		const pauses: boolean[] = [];
		for (let step = 0; step < 4; step++) {
			await clock.advance(5);
			let isOver = false;
			const breath = breathe().then(() => (isOver = true));
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
			pauses.push(!isOver);
			await breath;
		}
		expect(pauses).toEqual([false, true, false, true]);
	});
});

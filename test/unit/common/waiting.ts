import { setTimeout as realSleep } from 'node:timers/promises';
import { Gate } from '../../../nodes/Laddro/batch/gate';
import { sleep, systemClock } from '../../../nodes/Laddro/common/clock';

/** Longer than the clock keeps a process alive when nothing waits any more. */
const A_WHILE = 500;
const A_LONG_TIME = 3_600_000;
const { signal } = new AbortController();

/**
 * What clock.test.ts runs in a process of its own, in which nothing else is left to do: one wait after the other,
 * each followed by a line on the standard output.
 */
async function waitForEach(): Promise<void> {
	const gate = new Gate<string>(systemClock, 0);
	gate.hold(A_WHILE);
	await gate.enter(signal);
	console.log('in the gate');

	await sleep(systemClock, A_WHILE, signal);
	console.log('for a retry');

	await realSleep(A_WHILE);
	await sleep(systemClock, A_WHILE, signal);
	console.log('again after a time in which nothing waited');

	const cancel = systemClock.after(A_LONG_TIME, () => {});
	const waiting = sleep(systemClock, A_WHILE, signal);
	cancel();
	cancel();
	await waiting;
	console.log('although another timer was cancelled twice');

	systemClock.after(A_LONG_TIME, () => {})();
}

void waitForEach();

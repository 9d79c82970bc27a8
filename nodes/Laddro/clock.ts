/** Time, as the house sees it: tests put a clock of their own in its place. All times are milliseconds. */
export interface Clock {
	/** Milliseconds since some fixed moment; never goes back. */
	now(): number;
	/** Calls back once, when `delay` has passed. Answers a function that calls it off. */
	after(delay: number, callback: () => void): () => void;
}

/** The longest delay that Node's timers keep. */
const LONGEST = 2 ** 31 - 1;

/**
 * The clock on the wall. n8n forbids its community nodes `setTimeout`; `AbortSignal.timeout` is allowed, and Node
 * drops its timer as soon as nobody listens to the signal any more.
 */
export const systemClock: Clock = {
	now: () => performance.now(),
	after(delay, callback) {
		const alarm = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(delay)), LONGEST));
		alarm.addEventListener('abort', callback, { once: true });
		return () => alarm.removeEventListener('abort', callback);
	},
};

/** Waits `delay` milliseconds, or until the signal aborts; never rejects, the caller looks at the signal. */
export async function sleep(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted || delay <= 0) return;
	await new Promise<void>((resolve) => {
		const finish = () => {
			callOff();
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const callOff = clock.after(delay, finish);
		signal.addEventListener('abort', finish, { once: true });
	});
}

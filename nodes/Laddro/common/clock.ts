/** The source of time; tests use their own. All times are milliseconds. */
export interface Clock {
	/** Milliseconds since some fixed moment; never goes back. */
	now(): number;
	/** Calls back once, when `delay` has passed. Returns a function that cancels the timer. */
	after(delay: number, callback: () => void): () => void;
}

/** The longest delay that Node's timers keep. */
const LONGEST = 2 ** 31 - 1;

/** Timers that have neither fired nor been cancelled. */
let pendingTimers = 0;
let keepAlive: InstanceType<typeof MessageChannel>['port1'] | undefined;

/**
 * Keeps the process alive while timers are pending. Those of `AbortSignal.timeout` do not, so a run that only waits
 * would end without a word where nothing else keeps the process alive; an open message port does.
 */
function countTimers(change: 1 | -1): void {
	pendingTimers += change;
	if (pendingTimers === 0) {
		keepAlive?.close();
		keepAlive = undefined;
	} else if (!keepAlive) {
		keepAlive = new MessageChannel().port1;
		keepAlive.on('message', () => {});
	}
}

/** Milliseconds by which a timer is late only when the process was too busy for it. */
const LATE = 100;

/** Milliseconds that a late timer leaves for reading what has arrived meanwhile. */
const READING_TIME = 20;

/**
 * The real time. n8n forbids community nodes the use of `setTimeout`; `AbortSignal.timeout` is allowed, and Node
 * drops its timer as soon as nothing listens to the signal.
 *
 * After the process was busy, as n8n is while it evaluates expressions, Node calls back timers before it reads what has
 * arrived at its sockets. A timer that is late waits until that is read, so that it is not taken for silence.
 */
export const systemClock: Clock = {
	now: () => performance.now(),
	after(delay, callback) {
		const wait = Math.min(Math.max(0, Math.ceil(delay)), LONGEST);
		const due = performance.now() + wait;
		let cancel = startTimer(wait, () => {
			if (performance.now() - due < LATE) callback();
			else cancel = startTimer(READING_TIME, callback);
		});
		return () => cancel();
	},
};

/** Returns a function that cancels the timer. */
function startTimer(delay: number, callback: () => void): () => void {
	const timer = AbortSignal.timeout(delay);
	let isPending = true;
	const end = () => {
		if (isPending) countTimers(-1);
		isPending = false;
	};
	const fire = () => {
		end();
		callback();
	};
	timer.addEventListener('abort', fire);
	countTimers(1);
	return () => {
		timer.removeEventListener('abort', fire);
		end();
	};
}

/** Waits `delay` milliseconds, or until the signal aborts. Never rejects. */
export async function sleep(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted || delay <= 0) return;
	await new Promise<void>((resolve) => {
		const finish = () => {
			cancelTimer();
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const cancelTimer = clock.after(delay, finish);
		signal.addEventListener('abort', finish);
	});
}

/** Milliseconds of work without a pause, so that n8n can do other things meanwhile. */
const WORKING_TIME = 20;

/**
 * Returns a function that lets the event loop do everything else that is due, when that was last done more than
 * `interval` milliseconds ago. It is called between the steps of long work.
 */
export function breather(clock: Clock = systemClock, interval = WORKING_TIME): () => Promise<void> {
	let last = clock.now();
	return async () => {
		if (clock.now() - last < interval) return;
		await yieldToEventLoop();
		last = clock.now();
	};
}

/** n8n's own `sleep` would do as well, but takes a millisecond at least; a message to oneself takes less. */
async function yieldToEventLoop(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	await new Promise<void>((resolve) => {
		port1.on('message', resolve);
		port2.postMessage(undefined);
	});
	port1.close();
}

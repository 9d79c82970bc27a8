import type { Clock } from './clock';

/**
 * Waits for a promise for as long as the signal has not aborted.
 *
 * @param onLate is given a value that arrives after the abort, when nothing waits for it any more
 * @returns the value, or `undefined` when the signal aborted first
 * @throws what the promise rejects with, unless the signal aborted first
 */
export async function untilAborted<Value>(
	promise: Promise<Value>,
	signal: AbortSignal,
	onLate: (value: Value) => void = () => {},
): Promise<{ value: Value } | undefined> {
	const settled = promise.then((value) => ({ value }));
	let abandon = () => {};
	const aborted = new Promise<undefined>((resolve) => {
		abandon = () => resolve(undefined);
		if (signal.aborted) abandon();
		signal.addEventListener('abort', abandon);
	});
	try {
		const first = await Promise.race([settled, aborted]);
		if (first === undefined) settled.then(({ value }) => onLate(value)).catch(() => {});
		return first;
	} finally {
		signal.removeEventListener('abort', abandon);
	}
}

/**
 * Waits for a promise for at most `limit` milliseconds, and only while the signal has not aborted.
 *
 * @returns the value, or `undefined` when the wait ended first
 * @throws what the promise rejects with in time
 */
export async function withinTime<Value>(
	promise: Promise<Value>,
	clock: Clock,
	limit: number,
	signal?: AbortSignal,
): Promise<{ value: Value } | undefined> {
	const timeUp = new AbortController();
	const cancelTimer = clock.after(limit, () => timeUp.abort());
	const { signal: end } = timeUp;
	try {
		return await untilAborted(promise, signal ? AbortSignal.any([signal, end]) : end);
	} finally {
		cancelTimer();
	}
}

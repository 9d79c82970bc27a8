import type { Gate } from '../batch/gate';
import { sleep, type Clock } from '../common/clock';
import type { DocumentIds } from '../common/documentIds';
import type { Failure } from '../common/failure';
import type { Answered, Client } from '../transport/client';
import type { TryTimer } from '../transport/tryTimer';
import { CallTimer, type TimeLimits } from './callTimer';
import {
	isFatalForAll,
	isRateLimit,
	isRetryable,
	refusalFor,
	retryDelay,
	withLongLimit,
} from './retryPolicy';

/** How one call to the API went, whatever it asked for. */
export interface CallReport {
	/** Not set when the call gave all that it asked for. */
	readonly failure?: Failure;
	/** Whether the call costs nothing, however it ends. */
	readonly isFree: boolean;
	/** Under which ids Laddro has stored the result, as far as the answer says. */
	readonly ids: DocumentIds;
	/** Requests that were sent. */
	readonly attempts: number;
	/** Milliseconds between the tries. */
	readonly waited: number;
	/** Whether the document was kept from an earlier try of the run, so that nothing was sent for it. */
	readonly isKept?: boolean;
	/** Whether the call had to wait for the server's rate limit, or for the run's own pace. */
	readonly waitedFor: ReadonlySet<'pace' | 'hold'>;
}

/** The report of a call that was not made. */
export function notSent<Reason extends Failure>(
	failure: Reason,
): CallReport & { readonly failure: Reason } {
	return { failure, isFree: true, ids: {}, attempts: 0, waited: 0, waitedFor: new Set() };
}

/** What all calls of a run share. */
export interface CallContext {
	readonly client: Client;
	readonly gate: Gate<Failure>;
	readonly clock: Clock;
	/** Returns numbers from 0 up to, but not including, 1. */
	readonly random: () => number;
}

export interface CallLimits extends TimeLimits {
	/** Tries after the first. */
	readonly maxRetries: number;
}

/** What one kind of call does differently from the others. */
export interface CallKind<Value> {
	/** Whether it costs nothing, so that it may be repeated after any failure that may pass. */
	readonly isFree: boolean;
	/** Sends the request once, and reads its answer. */
	readonly attempt: (client: Client, timer: TryTimer) => Promise<Answered<Value>>;
}

/**
 * Makes one call to its end: asks, reads, and tries again where that is sure not to pay twice.
 *
 * @param run aborts when the run is stopped
 * @returns the report, and the value unless the call failed
 */
export async function callApi<Value>(
	{ isFree, attempt }: CallKind<Value>,
	limits: CallLimits,
	{ client, gate, clock, random }: CallContext,
	run: AbortSignal,
): Promise<CallReport & { readonly value?: Value }> {
	const timer = new CallTimer(clock, limits, run);
	const waitedFor = new Set<'pace' | 'hold'>();
	let failure: Failure | undefined;
	let value: Value | undefined;
	let ids: DocumentIds = {};
	let attempts = 0;
	let waited = 0;
	let lastTryEnded = 0;

	try {
		for (;;) {
			const passage = await gate.enter(timer.signal);
			if (passage.waitedFor) waitedFor.add(passage.waitedFor);
			if (passage.refusal) failure = passage.refusal;
			// When the time was up during a wait, the failure of the last try says more.
			else if (timer.failure?.kind === 'stopped') failure = timer.failure;
			if (passage.refusal || timer.failure) break;

			if (attempts > 0) waited += clock.now() - lastTryEnded;
			attempts++;
			timer.tryStarted();
			const result = await attempt(client, timer);
			timer.tryEnded();
			lastTryEnded = clock.now();
			ids = result.ids ?? {};
			if (result.ok) value = result.value;
			failure = result.ok ? undefined : withLongLimit(result.failure, limits.timeout, Date.now());
			if (!failure) break;

			const delay = retryDelay(attempts, failure, random());
			if (isFatalForAll(failure)) gate.shut(refusalFor(failure));
			// The gate then makes every item wait, this one included.
			else if (isRateLimit(failure)) gate.hold(delay);

			const mayTryAgain =
				isRetryable(failure, isFree) &&
				!isFatalForAll(failure) &&
				// Another item may have ended the run.
				!gate.closed.aborted &&
				attempts <= limits.maxRetries &&
				delay < timer.timeLeft;
			if (!mayTryAgain) break;
			if (!isRateLimit(failure)) {
				await sleep(clock, delay, AbortSignal.any([timer.signal, gate.closed]));
			}
		}
	} finally {
		timer.close();
	}
	return { value, failure, isFree, ids, attempts, waited, waitedFor };
}

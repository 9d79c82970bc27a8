import type { Entrance } from '../batch/gate';
import { sleep, type Clock } from '../common/clock';
import type { DocumentIds } from '../common/documentIds';
import type { Failure } from '../common/failure';
import { CallTimer, type TimeLimits } from './callTimer';
import { chargedTogether, chargeOf, type Charged } from './charge';
import type { Client } from './client';
import type { ApiRequest, CallKind } from './request';
import { consequenceOf, isRateLimit, isTooBusy, wasAnswered } from './retryPolicy';

/** How one call to the API ended: with its value, a failure, or both where a stream broke. */
export interface Outcome<Value = unknown> {
	readonly value?: Value;
	/** Whether there is no content in the value, only what is said about it. Set by who made the value. */
	readonly isEmpty?: boolean;
	/** Not set when the call gave all that it asked for. */
	readonly failure?: Failure;
	/** Whether the call costs nothing, however it ends. */
	readonly isFree: boolean;
	/** Whether credits were charged, over all tries. */
	readonly charged: Charged;
	/** Whether each request makes a new document, although it costs nothing. */
	readonly isCreation?: boolean;
	/** Under which ids Laddro has stored the result, as far as the response says. */
	readonly ids: DocumentIds;
	/** When the last request was sent, in milliseconds since 1970 by the server's own clock, where it tells it. */
	readonly sentAt?: number;
	/** Requests that were sent. */
	readonly attempts: number;
	/** Milliseconds between the tries. */
	readonly waited: number;
	/** Milliseconds from the first request on. */
	readonly took: number;
	/** Whether the call had to wait for the server's rate limit, or for the run's own pace. */
	readonly waitedFor: ReadonlySet<'pace' | 'hold'>;
	/** Whether the document was kept from an earlier try of the run, so that nothing was sent for it. */
	readonly isKept?: boolean;
	/** Whether a file that was paid for with the document is not in n8n, or not any more. */
	readonly hasLostFile?: boolean;
}

/** What all calls of a run share. */
export interface CallContext {
	readonly client: Client;
	readonly gate: Entrance<Failure>;
	readonly clock: Clock;
	/** Returns numbers from 0 up to, but not including, 1. */
	readonly random: () => number;
}

export interface CallLimits extends TimeLimits {
	/** Tries after the first. */
	readonly maxRetries: number;
	/** Milliseconds that the rate limit may take, for a call whose time it does not use up. */
	readonly longestHold?: number;
}

/**
 * Makes one call to its end: asks, reads, and tries again where that is sure not to pay twice.
 *
 * @param run aborts when the run is stopped
 * @throws what a callback of the kind throws
 */
export async function call<Value>(
	request: ApiRequest,
	kind: CallKind<Value>,
	limits: CallLimits,
	{ client, gate, clock, random }: CallContext,
	run: AbortSignal,
): Promise<Outcome<Value>> {
	const { isFree, isCreation } = kind;
	const timer = new CallTimer(clock, limits, run, () => gate.begunWell());
	const waitedFor = new Set<'pace' | 'hold'>();
	let value: Value | undefined;
	let failure: Failure | undefined;
	let ids: DocumentIds = {};
	let sentAt: number | undefined;
	let charged: Charged = 'no';
	let attempts = 0;
	let limited = 0;
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
			const reading = await client.send(request, kind, timer);
			timer.tryEnded();
			lastTryEnded = clock.now();
			({ value, failure, ids = {}, sentAt } = reading);
			if (!isFree) charged = chargedTogether([charged, chargeOf(request, reading)]);
			if (!failure) {
				gate.begunWell();
				break;
			}
			if (isRateLimit(failure)) limited++;
			const consequence = consequenceOf(failure, {
				isFree,
				isCreation,
				attempts,
				limited,
				holdsInRow: gate.holdsInRow(),
				maxRetries: limits.maxRetries,
				timeout: limits.longestHold ?? limits.timeout,
				timeLeft: limits.longestHold ?? timer.timeLeft,
				now: Date.now(),
				random: random(),
			});
			failure = consequence.failure;
			const { refusal, hold, retryIn } = consequence;
			if (refusal) gate.shut(refusal);
			if (hold !== undefined) gate.hold(hold);
			// Another item may have ended the run.
			const isTriedAgain = retryIn !== undefined && !gate.closed.aborted;
			const isRefused = isTooBusy(failure);
			gate.failed({ isRefused, isTriedAgain, wasAnswered: wasAnswered(failure) });
			if (!isTriedAgain) break;
			// A hold makes every item wait at the gate, this one included.
			if (hold === undefined) {
				await sleep(clock, retryIn, AbortSignal.any([timer.signal, gate.closed]));
			}
		}
	} finally {
		timer.close();
	}
	return {
		value,
		failure,
		isFree,
		isCreation,
		charged,
		ids,
		sentAt,
		attempts,
		waited,
		took: timer.timeTaken,
		waitedFor,
	};
}

/** The outcome where an earlier try of the run has paid for the value, so that nothing is sent for it. */
export function keptOutcome<Value>(ids: DocumentIds, value: Value): Outcome<Value> {
	return {
		value,
		isFree: false,
		charged: 'yes',
		ids,
		attempts: 0,
		waited: 0,
		took: 0,
		waitedFor: new Set(),
		isKept: true,
	};
}

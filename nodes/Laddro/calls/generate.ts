import type { Gate } from '../batch/gate';
import { sleep, type Clock } from '../common/clock';
import type { Failure } from '../common/failure';
import { StreamReader, type Piece, type Sections } from '../stream/streamReader';
import type { Client, GenerationRequest } from '../transport/client';
import { CallTimer, type TimeLimits } from './callTimer';
import {
	isFatalForAll,
	isRateLimit,
	isRetryable,
	refusalFor,
	retryDelay,
	withLongLimit,
} from './retryPolicy';

/** The result of one call: the document, or a failure with whatever had arrived before it. */
export interface Generation {
	readonly sections: Sections;
	/** Not set when the document is complete. */
	readonly failure?: Failure;
	/** Requests that were sent. */
	readonly attempts: number;
	/** Milliseconds between the tries. */
	readonly waited: number;
	/** Whether the call had to wait for the server's rate limit, or for the run's own pace. */
	readonly waitedFor: ReadonlySet<'pace' | 'hold'>;
}

/** A generation without a complete document. */
export type FailedGeneration = Generation & { readonly failure: Failure };

/** The generation of an input item for which no request was sent. */
export function notSent(failure: Failure): FailedGeneration {
	return { sections: new Map(), failure, attempts: 0, waited: 0, waitedFor: new Set() };
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

/**
 * Generates one document: asks, reads, and tries again where that is sure not to pay twice.
 *
 * @param run aborts when the run is stopped
 * @param onPiece is called with every piece of a section, at once
 */
export async function generate(
	request: GenerationRequest,
	limits: CallLimits,
	{ client, gate, clock, random }: CallContext,
	run: AbortSignal,
	onPiece: (piece: Piece) => void,
): Promise<Generation> {
	const timer = new CallTimer(clock, limits, run);
	const waitedFor = new Set<'pace' | 'hold'>();
	let reader = new StreamReader(onPiece);
	let failure: Failure | undefined;
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
			reader = new StreamReader(onPiece);
			timer.tryStarted();
			const result = await client.readStream(request, reader, timer);
			timer.tryEnded();
			lastTryEnded = clock.now();
			failure = result.ok ? undefined : withLongLimit(result.failure, limits.timeout, Date.now());
			if (!failure) break;

			const delay = retryDelay(attempts, failure, random());
			if (isFatalForAll(failure)) gate.shut(refusalFor(failure));
			// The gate then makes every item wait, this one included.
			else if (isRateLimit(failure)) gate.hold(delay);

			const mayTryAgain =
				isRetryable(failure) &&
				!isFatalForAll(failure) &&
				attempts <= limits.maxRetries &&
				delay < timer.timeLeft;
			if (!mayTryAgain) break;
			if (!isRateLimit(failure)) await sleep(clock, delay, timer.signal);
		}
	} finally {
		timer.close();
	}
	return { sections: reader.sections, failure, attempts, waited, waitedFor };
}

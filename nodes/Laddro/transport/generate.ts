import type { Gate, Passage } from '../batch/gate';
import { sleep, type Clock } from '../clock';
import { StreamReader, type Piece, type Sections } from '../stream/streamReader';
import type { Client, GenerationRequest } from './client';
import type { Failure } from './failure';
import { stopped } from './failures';
import { brokenOff, readAnswer } from './readAnswer';
import { isFatalForAll, isRetryable, retryDelay } from './retry';
import { Watch, type TimeLimits } from './watch';

/** What came of one input item: the document, or a failure with whatever had arrived before it. */
export interface Generation {
	sections: Sections;
	/** Not set when the document is complete. */
	failure?: Failure;
	/** Requests that were sent. */
	attempts: number;
	/** Milliseconds between the tries. */
	waited: number;
	/** Whether the item had to wait for the server's rate limit, or for the run's own pace. */
	waitedFor: ReadonlySet<'pace' | 'hold'>;
}

/** A generation without a complete document. */
export type FailedGeneration = Generation & { failure: Failure };

/** An input item for which there was no request. */
export function notSent(failure: Failure): FailedGeneration {
	return { sections: new Map(), failure, attempts: 0, waited: 0, waitedFor: new Set() };
}

/** What all items of a run share. */
export interface GenerationContext {
	client: Client;
	gate: Gate<Failure>;
	clock: Clock;
	/** Numbers from 0 up to, but not, 1. */
	random: () => number;
}

/** Times are in milliseconds. */
export interface GenerationLimits extends TimeLimits {
	/** Tries after the first. */
	maxRetries: number;
}

/**
 * Generates one document: asks, reads, and tries again where that is sure not to pay twice.
 *
 * @param run aborts when nothing of the run is wanted any more
 * @param onPiece is told of every piece of a section, at once
 */
export async function generate(
	request: GenerationRequest,
	limits: GenerationLimits,
	{ client, gate, clock, random }: GenerationContext,
	run: AbortSignal,
	onPiece: (piece: Piece) => void,
): Promise<Generation> {
	const watch = new Watch(clock, limits, run);
	const waitedFor = new Set<'pace' | 'hold'>();
	let reader = new StreamReader(onPiece);
	let attempts = 0;
	let waited = 0;
	let lastTryOver = 0;
	let failure: Failure | undefined;

	const passes = ({ refusal, waitedFor: reason }: Passage<Failure>) => {
		if (reason) waitedFor.add(reason);
		if (refusal) failure = refusal;
		return !refusal && !watch.cutoff;
	};

	try {
		while (passes(await gate.enter(watch.signal))) {
			if (attempts > 0) waited += clock.now() - lastTryOver;
			attempts++;
			reader = new StreamReader(onPiece);
			failure = await attempt(request, reader, watch, limits, client);
			if (!failure) break;
			if (isFatalForAll(failure)) gate.shut(failure);
			// A rate limit is the key's, not the item's: whoever asks before it has passed only fails, too.
			const delay = retryDelay(attempts, failure, random());
			const isForAll = failure.statusCode === 429;
			if (isForAll) gate.hold(Math.min(delay, limits.timeout));

			const mayTryAgain = reader.sections.size === 0 && isRetryable(failure);
			if (!mayTryAgain || attempts > limits.maxRetries || delay >= watch.timeLeft) break;
			lastTryOver = clock.now();
			if (!isForAll) await sleep(clock, delay, watch.signal);
		}
	} finally {
		watch.close();
	}
	const complete = attempts > 0 && !failure;
	if (watch.cutoff === 'stopped' && !complete) failure = stopped();
	return { sections: reader.sections, failure, attempts, waited, waitedFor };
}

async function attempt(
	request: GenerationRequest,
	reader: StreamReader,
	watch: Watch,
	limits: TimeLimits,
	client: Client,
): Promise<Failure | undefined> {
	watch.requestSent();
	try {
		const longestSilence = Math.min(limits.idleTimeout, watch.timeLeft);
		const outcome = await client.openStream(request, longestSilence, watch.signal);
		if ('failure' in outcome) {
			return watch.cutoff ? brokenOff('cut', watch, limits) : outcome.failure;
		}
		watch.signOfLife();
		const failure = await readAnswer(outcome.value, reader, watch, limits);
		return failure && client.clean(failure);
	} finally {
		watch.tryOver();
	}
}

import type { Failure, Interruption, StatusMeaning } from '../common/failure';

/** Milliseconds: the first backoff is drawn from up to this, each further one from up to twice as much. */
const FIRST_BACKOFF = 500;
/** Milliseconds: no backoff is longer. */
const LONGEST_BACKOFF = 30_000;

/** The statuses with which the server says in a stream's first event that it has not taken the request on. */
const NOT_TAKEN_ON: ReadonlySet<number | undefined> = new Set([429, 503]);

/** What holds for every request with the same key. */
const FATAL_MEANINGS: ReadonlySet<StatusMeaning | undefined> = new Set<StatusMeaning>([
	'keyRefused',
	'noCredits',
	'planTooSmall',
	'scopeMissing',
]);

/** The statuses with which the request was not carried out, and that may not come again. */
const PASSING_MEANINGS: ReadonlySet<StatusMeaning> = new Set<StatusMeaning>([
	'notTakenOn',
	'rateLimit',
	'unavailable',
]);

/** The interruptions that may not come again. */
const PASSING: ReadonlySet<Interruption> = new Set<Interruption>([
	'connectionCut',
	'ended',
	'silence',
]);

/** What is known of the call whose try failed. Times are milliseconds. */
interface FailedTry {
	/** Whether the call costs nothing. */
	readonly isFree: boolean;
	/** Tries so far, this one included. */
	readonly attempts: number;
	/** Tries after the first that are allowed. */
	readonly maxRetries: number;
	/** That the item may take. */
	readonly timeout: number;
	/** That is left of it. */
	readonly timeLeft: number;
	/** Since 1970. */
	readonly now: number;
	/** A number from 0 up to, but not including, 1. */
	readonly random: number;
}

/** What follows from a failed try. Times are milliseconds. */
export interface Consequence {
	readonly failure: Failure;
	/** When to try again; not set when there is no further try. */
	readonly retryIn?: number;
	/** How long every request of the run has to wait: the rate limit is the key's and not the item's. */
	readonly hold?: number;
	/** Why every further request of the run would fail alike. */
	readonly refusal?: Failure;
}

/** The one place that decides what follows from a failed try, for its own call and for the run. */
export function consequenceOf(failure: Failure, call: FailedTry): Consequence {
	const known = withLongLimit(failure, call.timeout, call.now);
	if (isFatalForAll(known)) return { failure: known, refusal: refusalFor(known) };
	const delay = retryDelay(call.attempts, known, call.random);
	const mayTryAgain =
		isRetryable(known, call.isFree) && call.attempts <= call.maxRetries && delay < call.timeLeft;
	return {
		failure: known,
		retryIn: mayTryAgain ? delay : undefined,
		hold: 'meaning' in known && known.meaning === 'rateLimit' ? delay : undefined,
	};
}

/**
 * Whether asking again can help and is sure not to pay twice. The API charges on a 2xx response only, so a connection
 * that was never made and a passing status may be repeated. A request that was delivered without a response may be at
 * work, and so may one behind a gateway that gave up waiting (504). Once a stream has opened, one case alone is known:
 * the server says in the very first event that it is too busy. None of these failures comes after a section.
 *
 * @param isFree whether the call costs nothing: then a response that broke may be asked for again as well
 */
export function isRetryable(failure: Failure, isFree = false): boolean {
	switch (failure.kind) {
		case 'connection':
			return isFree || !failure.mayBeDelivered;
		case 'rateLimited':
			return true;
		case 'status':
			if (failure.meaning === 'serverError') return isFree;
			return PASSING_MEANINGS.has(failure.meaning);
		case 'streamError':
			return failure.isFirstEvent && NOT_TAKEN_ON.has(failure.statusCode);
		case 'interrupted':
			return isFree && PASSING.has(failure.cause);
		case 'parameter':
		case 'request':
		case 'unexpectedAnswer':
		case 'nothingGenerated':
		case 'stopped':
		case 'internal':
			return false;
	}
}

/** Whether every further request of the run would fail alike: for the key or its account, or for the time being. */
export function isFatalForAll(failure: Failure): boolean {
	if (failure.kind === 'rateLimited') return true;
	return 'meaning' in failure && FATAL_MEANINGS.has(failure.meaning);
}

/** The failure of calls that are not made because of a fatal one: the same reason, but nothing of theirs was sent. */
function refusalFor(failure: Failure): Failure {
	if (failure.kind !== 'streamError') return failure;
	const { statusCode, meaning, message, code, upgradeUrl } = failure;
	if (statusCode === undefined || meaning === undefined) return failure;
	return { kind: 'status', statusCode, meaning, message, code, upgradeUrl };
}

/** A rate limit that lasts longer than an item may take is the end of the run: every item would wait in vain. */
function withLongLimit(failure: Failure, timeout: number, now: number): Failure {
	if (failure.kind !== 'status' || failure.meaning !== 'rateLimit') return failure;
	const { retryAfter = 0, statusCode, message, code, upgradeUrl } = failure;
	if (retryAfter <= timeout) return failure;
	return {
		kind: 'rateLimited',
		statusCode,
		message,
		code,
		upgradeUrl,
		retryAt: now + retryAfter,
	};
}

/**
 * Milliseconds to wait after the `attempt`-th try (the first is 1): exponential backoff with full jitter, so that items
 * which failed together do not come back together, and never less than what the server asked for.
 */
function retryDelay(attempt: number, failure: Failure, random: number): number {
	const backoff = random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1));
	return Math.max(backoff, 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0);
}

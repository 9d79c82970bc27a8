import type { Failure, Interruption, StatusMeaning } from '../common/failure';

/** Milliseconds: the first backoff is at most this, each further one twice as much. */
const FIRST_BACKOFF = 2000;
/** Milliseconds: no backoff is longer. */
const LONGEST_BACKOFF = 30_000;
/** Milliseconds: no wait that the rate limit asks for is shorter. */
const SHORTEST_LIMIT = 1000;

/** The statuses with which the server says, also in a stream's first event, that it has not taken the request on. */
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
	/** Whether each request makes a new document, although it costs nothing. */
	readonly isCreation?: boolean;
	/** Tries so far, this one included. */
	readonly attempts: number;
	/** How many of them met the rate limit, this one included. */
	readonly limited: number;
	/** How many waits for the rate limit the run had in a row before this one. */
	readonly holdsInRow: number;
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
	const delay = retryDelay(failure, call);
	const known = withLongLimit(failure, delay, call);
	if (isFatalForAll(known)) return { failure: known, refusal: refusalFor(known) };
	const mayTryAgain =
		isRetryable(known, call) && triesUsed(call) <= call.maxRetries && delay < call.timeLeft;
	return {
		failure: known,
		retryIn: mayTryAgain ? delay : undefined,
		hold: isRateLimit(known) ? delay : undefined,
	};
}

/** Whether the failure is the rate limit, which is the key's and not the call's. */
export function isRateLimit(failure: Failure): boolean {
	return 'meaning' in failure && failure.meaning === 'rateLimit';
}

/** Whether the server asks for fewer requests at a time. */
export function isTooBusy(failure: Failure): boolean {
	if (failure.kind !== 'status' && failure.kind !== 'streamError') return false;
	return NOT_TAKEN_ON.has(failure.statusCode) && isRetryable(failure);
}

/** The rate limit is no fault of the call, so waiting for it uses up no try where there is more than one. */
function triesUsed({ attempts, limited, maxRetries }: FailedTry): number {
	return maxRetries > 0 ? attempts - limited : attempts;
}

/**
 * Whether asking again can help and is sure not to pay twice. The API charges on a 2xx response only, so a connection
 * that was never made and a passing status may be repeated. A request that was delivered without a response may be at
 * work, and so may one behind a gateway that gave up waiting (504). Once a stream has opened, one case alone is known:
 * the server says in the very first event that it is too busy. None of these failures comes after a section.
 *
 * @param call whether it costs nothing: then a response that broke may be asked for again as well, unless each request
 * makes a new document
 */
export function isRetryable(
	failure: Failure,
	{ isFree = false, isCreation = false }: Partial<Pick<FailedTry, 'isFree' | 'isCreation'>> = {},
): boolean {
	const mayRepeat = isFree && !isCreation;
	switch (failure.kind) {
		case 'connection':
			return mayRepeat || !failure.mayBeDelivered;
		case 'rateLimited':
			return true;
		case 'status':
			if (isCreation) return NOT_TAKEN_ON.has(failure.statusCode);
			if (failure.meaning === 'serverError') return mayRepeat;
			return PASSING_MEANINGS.has(failure.meaning);
		case 'streamError':
			return failure.isFirstEvent && NOT_TAKEN_ON.has(failure.statusCode);
		case 'interrupted':
			return mayRepeat && PASSING.has(failure.cause);
		case 'parameter':
		case 'request':
		case 'unexpectedAnswer':
		case 'nothingGenerated':
		case 'stopped':
		case 'internal':
			return false;
	}
}

/** Whether the API was out of reach, or not in a state to do anything. */
export function isDown(failure: Failure): boolean {
	if (failure.kind === 'connection') return !failure.mayBeDelivered;
	const isPassing = 'meaning' in failure && isRetryable(failure, { isFree: true });
	return isPassing && !isRateLimit(failure);
}

/** The failures that only a server which has read the request can bring. */
const ANSWERS: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>([
	'status',
	'streamError',
	'unexpectedAnswer',
	'nothingGenerated',
]);

/** Whether the server took note of the request: it is neither down nor asking for less. */
export function wasAnswered(failure: Failure): boolean {
	return ANSWERS.has(failure.kind) && !isDown(failure) && !isRateLimit(failure);
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

/**
 * A rate limit that lasts longer than an item may take is the end of the run: every item would wait in vain. So is one
 * that an item has met with every request until its time was up.
 */
function withLongLimit(failure: Failure, delay: number, call: FailedTry): Failure {
	if (failure.kind !== 'status' && failure.kind !== 'streamError') return failure;
	const { statusCode, message, code, upgradeUrl } = failure;
	const isLong = 'retryAfter' in failure && Number(failure.retryAfter) > call.timeout;
	const isInVain = call.limited === call.attempts && delay > call.timeLeft;
	const isLimit = isRateLimit(failure) && isRetryable(failure);
	if (!isLimit || statusCode === undefined || !(isLong || isInVain)) return failure;
	return { kind: 'rateLimited', statusCode, message, code, upgradeUrl, retryAt: call.now + delay };
}

/**
 * Milliseconds to wait before the next try, never less than what the server asked for. Items that failed together, and
 * runs that share a key, do not come back together.
 */
function retryDelay(failure: Failure, call: FailedTry): number {
	const isLimit = isRateLimit(failure);
	const backoff = backoffAfter(isLimit ? call.holdsInRow + 1 : triesUsed(call), call.random);
	const asked = 'retryAfter' in failure ? failure.retryAfter : undefined;
	if (asked === undefined) return backoff;
	const least = Math.max(asked, isLimit ? SHORTEST_LIMIT : backoff);
	const room = Math.max(0, call.timeLeft - least);
	return least + call.random * Math.min(least / 4, room / 2);
}

/** Exponential backoff, drawn from the upper half: a service that restarts needs some seconds. */
function backoffAfter(tries: number, random: number): number {
	return Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (tries - 1)) * (0.5 + random / 2);
}

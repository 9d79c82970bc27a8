import type { Failure } from './failure';

/** Statuses that pass by themselves: the rate limit, and a server or its proxy in trouble. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Milliseconds: the first backoff is drawn from up to this, each further one from up to twice as much. */
const FIRST_BACKOFF = 500;
/** Milliseconds: no backoff is longer. */
const LONGEST_BACKOFF = 30_000;

/**
 * Whether a second try can help and is sure not to pay twice. The API charges on a 2xx answer only, so a try is
 * repeated after a failed connection and after a passing status, never after a stream that opened and broke.
 * That no section may have arrived is the caller's to know.
 */
export function isRetryable({ kind, statusCode }: Failure): boolean {
	if (kind === 'connection') return true;
	if (kind !== 'status' && kind !== 'streamError') return false;
	return statusCode !== undefined && PASSING_STATUSES.has(statusCode);
}

/** Whether the failure is the key's or the account's, and so every further request's too. */
export function isFatalForAll({ statusCode }: Failure): boolean {
	return statusCode === 401 || statusCode === 402;
}

/**
 * Milliseconds to wait after the `attempt`-th try (the first is 1): what the server asked for, else exponential
 * backoff with full jitter, so that items which failed together do not come back together.
 *
 * @param random a number from 0 up to, but not, 1
 */
export function retryDelay(attempt: number, { retryAfter }: Failure, random: number): number {
	if (retryAfter !== undefined) return retryAfter;
	return random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1));
}

/**
 * Reads a `Retry-After` header, in seconds or as an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now the wall clock's time, in milliseconds since 1970
 * @returns milliseconds from now, 0 for a date that has passed, `undefined` for what is neither
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
	const value = header?.trim() ?? '';
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	// Date.parse makes a date of nearly anything; an HTTP date begins with the name of a day.
	const date = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

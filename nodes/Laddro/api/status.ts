import { readApiError, type ApiError } from '../common/apiError';
import type { StatusFailure, StatusMeaning } from '../common/failure';
import { isObject } from '../common/json';
import { headerOf, type Response } from './response';

const MEANINGS: ReadonlyMap<number, StatusMeaning> = new Map([
	[304, 'notModified'],
	[401, 'keyRefused'],
	[402, 'noCredits'],
	[403, 'forbidden'],
	[404, 'notFound'],
	[413, 'tooLarge'],
	[422, 'unprocessable'],
	[429, 'rateLimit'],
	[500, 'unavailable'],
	[502, 'unavailable'],
	[503, 'unavailable'],
	[504, 'unavailable'],
]);

/** What the API's codes say in place of the plain meaning of a 403. */
const FORBIDDEN_MEANINGS: ReadonlyMap<string, StatusMeaning> = new Map([
	['requires_upgrade', 'planTooSmall'],
	['insufficient_credits', 'noCredits'],
	['insufficient_scope', 'scopeMissing'],
]);

/** The one place that decides what a status means, in a response as in an `error` event of a stream. */
export function meaningOf(statusCode: number, code: string | undefined): StatusMeaning {
	const meaning = MEANINGS.get(statusCode);
	if (meaning === 'forbidden') return FORBIDDEN_MEANINGS.get(code ?? '') ?? meaning;
	if (meaning !== undefined) return meaning;
	if (statusCode >= 500) return 'serverError';
	return statusCode >= 300 && statusCode < 400 ? 'redirect' : 'badRequest';
}

/**
 * The failure of a response whose status is no success.
 *
 * @param body its JSON; anything else says nothing to a person
 * @param now milliseconds since 1970
 */
export function statusFailure(
	{ statusCode, headers }: Response,
	body: unknown,
	now: number,
): StatusFailure {
	const { message, code, upgradeUrl }: ApiError = isObject(body) ? readApiError(body) : {};
	return {
		kind: 'status',
		statusCode,
		meaning: meaningOf(statusCode, code),
		message,
		code,
		upgradeUrl,
		retryAfter: parseRetryAfter(headerOf(headers, 'retry-after'), now),
	};
}

/**
 * Reads a `Retry-After` header, in seconds or as an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now milliseconds since 1970
 * @returns milliseconds from now, 0 for a date that has passed, `undefined` for what is neither
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
	const value = header?.trim() ?? '';
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	// Date.parse makes a date of nearly anything; an HTTP date begins with the name of a day.
	const date = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

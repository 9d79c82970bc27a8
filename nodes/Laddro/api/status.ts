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
	[407, 'proxyLogin'],
	[408, 'notTakenOn'],
	[413, 'tooLarge'],
	[421, 'wrongServer'],
	[422, 'unprocessable'],
	[425, 'notTakenOn'],
	[426, 'wrongServer'],
	[429, 'rateLimit'],
	[431, 'headersTooLarge'],
	[451, 'legalReasons'],
	[500, 'unavailable'],
	[502, 'unavailable'],
	[503, 'unavailable'],
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
		retryAfter: parseRetryAfter(
			headerOf(headers, 'retry-after'),
			parseHttpDate(headerOf(headers, 'date')) ?? now,
		),
		isJson: isObject(body),
	};
}

/**
 * Reads a `Retry-After` header, in seconds or as an HTTP date (RFC 9110, section 10.2.3).
 *
 * @param now milliseconds since 1970 by the server's own clock where it tells it: n8n's may be wrong
 * @returns milliseconds from now, 0 for a date that has passed, `undefined` for what is neither
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
	const value = header?.trim() ?? '';
	// Fractions are not in the standard, but servers send them.
	if (/^\d+(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
	const date = parseHttpDate(value);
	return date === undefined ? undefined : Math.max(0, date - now);
}

/**
 * Reads an HTTP date in any of its three forms (RFC 9110, section 5.6.7). The oldest one has no zone; all mean GMT.
 *
 * @returns milliseconds since 1970
 */
export function parseHttpDate(header: string | undefined): number | undefined {
	const value = header?.trim() ?? '';
	// Date.parse makes a date of nearly anything; an HTTP date begins with the name of a day.
	if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return undefined;
	const date = Date.parse(/GMT$/.test(value) ? value : `${value} GMT`);
	return Number.isNaN(date) ? undefined : date;
}

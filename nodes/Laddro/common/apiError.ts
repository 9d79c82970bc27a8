import { isObject } from './json';

/** What the API says about a failure, in an error response or in an `error` event of a stream. */
export interface ApiError {
	/** The API's own words, at most {@link MESSAGE_LIMIT} characters of them. */
	readonly message?: string;
	readonly statusCode?: number;
	/** Machine code, e.g. `insufficient_credits`. */
	readonly code?: string;
	/** Where credits can be bought. */
	readonly upgradeUrl?: string;
}

/** Characters of an API's message that are shown; a longer one is a page or a dump, not a message. */
const MESSAGE_LIMIT = 500;

/**
 * Reads the API's error object in each of its shapes: `{error, message, statusCode}`, where `error` is only the
 * name of the status, and `{error, code, upgradeUrl}`, where `error` is the message; also with all of it inside an
 * `error` object. Whatever is not of the expected type is left out.
 */
export function readApiError(value: unknown): ApiError {
	if (typeof value === 'string') return { message: shorten(value) };
	if (!isObject(value)) return {};
	const inner = isObject(value.error) ? value.error : {};
	const field = (name: string): unknown => inner[name] ?? value[name];
	const statusCode = Number(field('statusCode') ?? field('status'));
	return {
		message: shorten(field('message')) ?? shorten(field('error')),
		statusCode: Number.isInteger(statusCode) && statusCode > 0 ? statusCode : undefined,
		code: shorten(field('code')),
		upgradeUrl: shorten(field('upgradeUrl')),
	};
}

function shorten(text: unknown): string | undefined {
	if (typeof text !== 'string') return undefined;
	const line = text.trim();
	if (line === '') return undefined;
	return line.length > MESSAGE_LIMIT ? `${line.slice(0, MESSAGE_LIMIT)}…` : line;
}

import type { UnexpectedResponseFailure } from '../common/failure';
import { isObject } from '../common/json';

/** The headers of a response, with names in lower case. */
export type Headers = Readonly<Record<string, unknown>>;

/** A response of n8n's request helper, whose body is still to be read. */
export interface Response {
	readonly statusCode: number;
	readonly headers: Headers;
	readonly body: StreamedBody;
}

/** The bytes of a response, as they arrive. */
export interface StreamedBody extends AsyncIterable<Uint8Array> {
	/** Closes the connection. */
	destroy(): unknown;
}

export function isResponse(value: unknown): value is Response {
	return (
		isObject(value) &&
		typeof value.statusCode === 'number' &&
		isObject(value.headers) &&
		isStreamedBody(value.body)
	);
}

function isStreamedBody(body: unknown): boolean {
	return (
		typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body
	);
}

/** Whether the status says that the request was carried out; only then are credits charged. */
export function isSuccess({ statusCode }: Response): boolean {
	return statusCode >= 200 && statusCode <= 299;
}

export function headerOf(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}

/** The content types of JSON. */
export const JSON_DATA = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

export function hasType({ headers }: Response, type: RegExp): boolean {
	return type.test(headerOf(headers, 'content-type') ?? '');
}

/** Characters of a content type that are shown. */
const CONTENT_TYPE_LIMIT = 100;

/** The failure of a success that has another content type than asked for, as a proxy or a login page sends it. */
export function unexpectedResponse(
	expected: UnexpectedResponseFailure['expected'],
	{ statusCode, headers }: Response,
): UnexpectedResponseFailure {
	return {
		kind: 'unexpectedAnswer',
		expected,
		statusCode,
		contentType: headerOf(headers, 'content-type')?.slice(0, CONTENT_TYPE_LIMIT),
	};
}

import { isObject } from '../common/json';

/** The headers of an answer, with names in lower case. */
export type Headers = Readonly<Record<string, unknown>>;

/** An answer of n8n's request helper. */
export interface Answer<Body = unknown> {
	readonly statusCode: number;
	readonly headers: Headers;
	readonly body: Body;
}

/** The bytes of an answer, as they arrive. */
export interface StreamedBody extends AsyncIterable<Uint8Array> {
	/** Closes the connection. */
	destroy(): unknown;
}

function isAnswer(value: unknown): value is Answer {
	return isObject(value) && typeof value.statusCode === 'number' && isObject(value.headers);
}

export function isStreamedAnswer(value: unknown): value is Answer<StreamedBody> {
	return isAnswer(value) && isStreamedBody(value.body);
}

function isStreamedBody(body: unknown): boolean {
	return (
		typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body
	);
}

/** Whether the status says that the request was carried out; only then are credits charged. */
export function isSuccess({ statusCode }: Answer): boolean {
	return statusCode >= 200 && statusCode <= 299;
}

/** Whether the content type is that of server-sent events. */
export function isEventStream({ headers }: Answer): boolean {
	return /^text\/event-stream\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '');
}

export function headerOf(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}

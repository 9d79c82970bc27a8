import { STATUS_CODES } from 'node:http';
import type { Dialect, IdPlace } from './api';

/** Values that are available now or become available over time. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Headers; those that are undefined are left out. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What can be written as an event; the dialect decides how. */
export type Message =
	/** The content is a number only where a fault sends the wrong type. */
	| {
			readonly kind: 'section';
			readonly section: string;
			readonly content: string | number;
			/** Fields that are not documented. */
			readonly extra?: Readonly<Record<string, unknown>>;
	  }
	/** Plain text about the progress, which exists in the SDKs' dialect only. */
	| { readonly kind: 'progress'; readonly text: string }
	/** `extra` are fields of the SDKs' dialect besides the ids. */
	| { readonly kind: 'done'; readonly extra?: object }
	| { readonly kind: 'error'; readonly message: string; readonly statusCode?: number }
	/** An event in place of a section, with these data as they are. */
	| { readonly kind: 'malformed'; readonly data: string }
	/** The same event in both dialects. */
	| { readonly kind: 'event'; readonly event?: string; readonly data: string };

/** One step of a body. */
export type Frame =
	| Message
	| { readonly kind: 'bytes'; readonly bytes: string | Buffer }
	/** Waits for `Emulator.release()`. */
	| { readonly kind: 'hold' };

/** How the events are written. Everything is off by default. */
export interface EventFormat {
	readonly byteOrderMark?: boolean;
	readonly lineEnd?: '\n' | '\r\n' | '\r';
	/** A comment after each event. */
	readonly comments?: boolean;
	/** Indented JSON, one `data:` line for each of its lines. */
	readonly multiLine?: boolean;
	/** A separate write for each byte. */
	readonly byteByByte?: boolean;
	/** No empty line after `done`. */
	readonly unterminated?: boolean;
	/** Milliseconds between two pieces, instead of the emulator's own setting. */
	readonly pieceDelay?: number;
}

/** How a body stops: it ends properly, nothing more is sent, or the connection is cut. */
export type End = 'close' | 'hold' | 'cut';

/** A status, headers, and a body that is written frame by frame. */
export interface Response {
	readonly status: number;
	readonly headers: Headers;
	readonly frames: Source<Frame>;
	/** Default `close`. */
	readonly end?: End;
	readonly format?: EventFormat;
	/** Default: the emulator's. */
	readonly dialect?: Dialect;
	/** Where it names its documents, unless the emulator's settings say where. Default `headers`. */
	readonly ids?: IdPlace;
	/** Whether it delivers what was asked for, and thus costs credits. Default false. */
	readonly delivers?: boolean;
}

/** Everything that can happen to a request: a response, a reset connection, or nothing at all. */
export type Outcome = Response | 'reset' | 'silence';

/** A response that delivers nothing: an error, or what a fault or a script sends. */
export const freeResponse = (status: number, headers: Headers, body: string): Response => ({
	status,
	headers,
	frames: [{ kind: 'bytes', bytes: body }],
});

/** JSON that delivers nothing. */
export const jsonResponse = (status: number, body: object, headers: Headers = {}): Response =>
	freeResponse(
		status,
		{ 'content-type': 'application/json; charset=utf-8', ...headers },
		JSON.stringify(body),
	);

/** The headers of an event stream. */
const eventStream: Headers = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-cache, no-transform',
};

/** A stream that is charged for. */
export const streamResponse = (frames: Source<Frame>, more: Partial<Response> = {}): Response => ({
	status: 200,
	headers: eventStream,
	frames,
	delivers: true,
	...more,
});

/** An error response in the documented shape. */
export const apiError = (status: number, message: string, headers: Headers = {}): Response =>
	jsonResponse(
		status,
		{ error: STATUS_CODES[status] ?? 'Error', message, statusCode: status },
		headers,
	);

/** 429 with `Retry-After` in seconds. */
export const rateLimited = (seconds: number): Response =>
	apiError(429, 'Rate limit exceeded', { 'retry-after': String(seconds) });

/** An error in the API's other shape, which names the page where plans and credits are sold. */
export const upgradeError = (status: number, error: string, code: string): Response =>
	jsonResponse(status, { error, code, upgradeUrl: 'https://laddro.com/pricing' });

/** The account has too few credits: 402, though the API is known to send 403 as well. */
export const outOfCredits = (status = 402): Response =>
	upgradeError(status, 'You have run out of credits', 'insufficient_credits');

/** Thrown to refuse a request with a response that says why. */
export class Refusal extends Error {
	constructor(readonly response: Response) {
		super(`Refused with ${response.status}`);
	}
}

/** A refusal in the documented shape of errors. */
export const refuse = (status: number, message: string): Refusal =>
	new Refusal(apiError(status, message));

/** Values that are available now or become available over time. */
export type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Headers or JSON fields. */
type Fields<T = unknown> = Readonly<Record<string, T>>;

/** What can be written as an event; the dialect decides how. */
export type Message =
	/** The content is a number only where a fault sends the wrong type. */
	| {
			readonly kind: 'section';
			readonly section: string;
			readonly content: string | number;
			/** Fields that are not documented. */
			readonly extra?: Fields;
	  }
	/** Plain text about the progress, which exists in the SDKs' dialect only. */
	| { readonly kind: 'progress'; readonly text: string }
	| { readonly kind: 'done' }
	| { readonly kind: 'error'; readonly message: string; readonly statusCode?: number }
	/** An event in place of a section, with these data as they are. */
	| { readonly kind: 'malformed'; readonly data: string }
	/** The same event in both dialects. */
	| { readonly kind: 'event'; readonly event?: string; readonly data: string };

/** One step of a stream. */
export type Frame =
	| Message
	| { readonly kind: 'bytes'; readonly bytes: string | Buffer }
	/** Waits for `Emulator.release()`. */
	| { readonly kind: 'hold' };

/** How the events are written. Everything is off by default. */
export interface Style {
	readonly byteOrderMark?: boolean;
	readonly lineEnd?: '\n' | '\r\n' | '\r';
	/** A comment after each event. */
	readonly comments?: boolean;
	/** Indented JSON, one `data:` line for each of its lines. */
	readonly multiLine?: boolean;
	/** A separate write for each byte. */
	readonly byteByByte?: boolean;
	/** No blank line after `done`. */
	readonly unterminated?: boolean;
	/** Milliseconds between two pieces, instead of the emulator's own setting. */
	readonly pieceDelay?: number;
}

/** How a stream stops: ended properly, left open without sending, or its connection destroyed. */
export type StreamEnd = 'close' | 'hold' | 'cut';

/** Status 200 and a body that is written frame by frame: an event stream, or the bytes of a file or of JSON. */
export interface StreamAnswer {
	readonly kind: 'stream';
	/** Default those of an event stream. */
	readonly headers?: Fields<string>;
	readonly frames: Source<Frame>;
	/** Default `close`. */
	readonly end?: StreamEnd;
	readonly style?: Style;
}

/** An answer that costs nothing and has no document: an error, or what a fault or a script sends. */
export interface PlainAnswer {
	readonly kind: 'plain';
	readonly status: number;
	readonly headers: Fields<string>;
	readonly body: string | Buffer;
	/** Sends the first half of the body, then nothing more, and leaves the connection open. */
	readonly stalls?: boolean;
}

/** Everything that can happen to a request. */
export type Answer =
	| StreamAnswer
	| PlainAnswer
	/** The connection is reset before the answer. */
	| { readonly kind: 'reset' }
	/** The request is never answered. */
	| { readonly kind: 'silence' };

/** A plain answer with a JSON body. */
export function jsonAnswer(
	status: number,
	body: Fields,
	headers: Fields<string> = {},
): PlainAnswer {
	return {
		kind: 'plain',
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(body),
	};
}

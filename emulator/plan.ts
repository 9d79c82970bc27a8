import type { Source, StreamEnd } from './types';

/** One thing that a stream does; the dialect turns messages into events. */
export type Frame =
	/** Content is a number only where a fault sends the wrong type. */
	| {
			readonly kind: 'section';
			readonly section: string;
			readonly content: string | number;
			/** Fields beyond the documented ones. */
			readonly extra?: Readonly<Record<string, unknown>>;
	  }
	/** Plain-text news, which only the SDK's dialect knows. */
	| { readonly kind: 'progress'; readonly text: string }
	| { readonly kind: 'done' }
	| { readonly kind: 'error'; readonly message: string; readonly statusCode?: number }
	/** Data in a section's place that is not what it should be. */
	| { readonly kind: 'garbage'; readonly data: string }
	/** An event that no dialect knows. */
	| { readonly kind: 'event'; readonly event?: string; readonly data: string }
	/** Exact bytes. */
	| { readonly kind: 'bytes'; readonly bytes: string | Buffer }
	/** Waits for the emulator's release. */
	| { readonly kind: 'gate' };

/** How the frames are written; all off by default. */
export interface Style {
	readonly byteOrderMark?: boolean;
	readonly lineEnd?: '\n' | '\r\n' | '\r';
	/** A heartbeat comment after each event. */
	readonly comments?: boolean;
	/** JSON pretty-printed over several `data:` lines. */
	readonly multiLine?: boolean;
	/** Every byte in a write of its own. */
	readonly byteByByte?: boolean;
	/** No blank line after `done`. */
	readonly unterminated?: boolean;
	/** Milliseconds between pieces, in place of the emulator's own. */
	readonly pieceDelay?: number;
}

/** A 200 with an event stream. */
export interface StreamPlan {
	readonly kind: 'stream';
	readonly frames: Source<Frame>;
	/** Default `close`. */
	readonly end?: StreamEnd;
	readonly style?: Style;
}

/** A whole answer that is no event stream. */
export interface PlainPlan {
	readonly kind: 'plain';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
}

/** Everything that can happen to a request for a stream. */
export type Plan =
	| StreamPlan
	| PlainPlan
	/** The socket is destroyed with a TCP reset before the answer. */
	| { readonly kind: 'reset' }
	/** Nothing is ever answered. */
	| { readonly kind: 'silence' };

/** A plain answer in JSON. */
export function jsonPlan(
	status: number,
	body: Readonly<Record<string, unknown>>,
	headers: Readonly<Record<string, string>> = {},
): PlainPlan {
	return {
		kind: 'plain',
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(body),
	};
}

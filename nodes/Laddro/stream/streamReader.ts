import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { ApiError } from './apiError';
import { parseEvent } from './parseEvent';

/** Section name → content, in the order in which each was first seen. */
export type Sections = ReadonlyMap<string, string>;

/** One piece of a section, as it arrives. */
export interface Piece {
	section: string;
	content: string;
	/** Whether this is the first piece of its section. */
	first: boolean;
}

/** What ended a stream that never said `done`. */
export type Interruption = 'ended' | 'malformed' | 'eventTooLarge' | 'streamTooLarge';

/** How a stream ended. */
export type Ending =
	| { type: 'done' }
	| { type: 'error'; error: ApiError }
	| { type: 'interrupted'; by: Interruption };

/** Bytes of data that one event may carry. */
export const EVENT_LIMIT = 8 * 1024 * 1024;
/** Characters left for what stands around an event's data. */
const FIELD_NAMES = 1024;
/** Bytes that one stream may carry. */
export const STREAM_LIMIT = 64 * 1024 * 1024;

/**
 * Reads one stream: bytes in, in chunks cut anywhere; sections out. It knows neither HTTP nor time: whoever holds
 * the connection pushes what arrives and closes it when told that the stream is over.
 */
export class StreamReader {
	private readonly collected = new Map<string, string>();
	// Keeps the bytes of a character that a chunk's end has cut; drops a byte order mark.
	private readonly decoder = new TextDecoder();
	private readonly parser = createParser({
		onEvent: (message) => this.take(message),
		onError: ({ type }) => {
			if (type === 'max-buffer-size-exceeded') this.interrupt('eventTooLarge');
		},
		// Counts characters, of which there are never more than bytes: it bounds the memory, `take` is exact. It counts
		// the names of fields, too, which an event of just the limit must have room for.
		maxBufferSize: EVENT_LIMIT + FIELD_NAMES,
	});
	private received = 0;
	private bytesOver = false;
	private ending: Ending | undefined;

	/** @param onPiece is told of every piece of a section, at once. */
	constructor(private readonly onPiece?: (piece: Piece) => void) {}

	/** What has arrived so far, whether or not the stream ended well. */
	get sections(): Sections {
		return this.collected;
	}

	/** Takes the next bytes. Answers how the stream ended, as soon as it has; what comes after that is not read. */
	push(bytes: Uint8Array): Ending | undefined {
		const room = STREAM_LIMIT - this.received;
		this.received += bytes.length;
		this.feed(this.decoder.decode(bytes.subarray(0, room), { stream: true }));
		if (bytes.length > room) this.interrupt('streamTooLarge');
		return this.ending;
	}

	/**
	 * Says that no more bytes will come, however the connection ended. A final event counts without the blank line
	 * that should close it, if it is whole; what is left of a torn one does not.
	 */
	end(): Ending {
		this.bytesOver = true;
		this.feed(this.decoder.decode());
		this.feed('\n\n');
		return (this.ending ??= { type: 'interrupted', by: 'ended' });
	}

	private feed(text: string): void {
		if (!this.ending) this.parser.feed(text);
	}

	private take(message: EventSourceMessage): void {
		// One chunk may hold several events; those after the ending are not the stream's any more.
		if (this.ending) return;
		if (isOver(EVENT_LIMIT, message.data)) return this.interrupt('eventTooLarge');
		const event = parseEvent(message);
		switch (event.type) {
			case 'section':
				return this.collect(event.section, event.content);
			case 'done':
				this.ending = { type: 'done' };
				return;
			case 'error':
				this.ending = { type: 'error', error: event.error };
				return;
			case 'malformed':
				if (!this.bytesOver) this.interrupt('malformed');
				return;
			case 'other':
		}
	}

	private collect(section: string, content: string): void {
		const before = this.collected.get(section);
		this.collected.set(section, before === undefined ? content : before + content);
		this.onPiece?.({ section, content, first: before === undefined });
	}

	private interrupt(by: Interruption): void {
		this.ending ??= { type: 'interrupted', by };
	}
}

function isOver(limit: number, text: string): boolean {
	// A UTF-16 code unit takes three bytes of UTF-8 at the most, so that nearly every event needs no counting.
	return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}

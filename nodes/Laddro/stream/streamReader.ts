import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { ApiError } from '../common/apiError';
import type { Interruption } from '../common/failure';
import { Decoder } from './decoder';
import { parseEvent, SECTION_EVENTS } from './parseEvent';

/** Section name → content, in the order in which each was first seen. */
export type Sections = ReadonlyMap<string, string>;

/** One piece of a section, as it arrives. */
export interface Piece {
	readonly section: string;
	readonly content: string;
	/** Whether this is the first piece of its section. */
	readonly first: boolean;
}

/** What an event says that is neither a section nor an error. */
export interface Note {
	/** The event's name or type. */
	readonly name: string;
	/** The event's data, where it is JSON. */
	readonly data: unknown;
}

/** Told of what arrives, at once. */
export interface Listener {
	readonly onPiece?: (piece: Piece) => void;
	readonly onNote?: (note: Note) => void;
}

/** How a stream ended. */
export type Ending =
	| { readonly type: 'done' }
	| {
			readonly type: 'error';
			readonly error: ApiError;
			/** Whether no other event came before it. */
			readonly isFirstEvent: boolean;
	  }
	| {
			readonly type: 'interrupted';
			readonly cause: Extract<
				Interruption,
				'ended' | 'malformedEvent' | 'eventTooLarge' | 'streamTooLarge'
			>;
	  };

/** Bytes of data that one event may carry. */
export const EVENT_LIMIT = 8 * 1024 * 1024;
/** Characters allowed for an event's field names and line ends. */
const FIELD_NAMES = 1024;
/** Bytes that one stream may carry. */
export const STREAM_LIMIT = 64 * 1024 * 1024;

/**
 * Reads one stream: bytes in, in chunks cut anywhere; sections out. It knows neither HTTP nor time: its user pushes
 * what arrives, and closes the connection when told that the stream is over.
 */
export class StreamReader {
	private readonly collected = new Map<string, string>();
	private readonly decoder = new Decoder();
	private readonly parser = createParser({
		onEvent: (message) => this.take(message),
		onError: ({ type }) => {
			if (type === 'max-buffer-size-exceeded') this.interrupt('eventTooLarge');
		},
		// Counts characters, of which there are never more than bytes: it bounds the memory, `take` is exact. It counts
		// the names of fields as well, for which an event of exactly the limit must have room.
		maxBufferSize: EVENT_LIMIT + FIELD_NAMES,
	});
	/** The types and names of events that are a section's; in the second dialect the first section tells. */
	private readonly sectionEvents = new Set(SECTION_EVENTS);
	private received = 0;
	private hasEvents = false;
	private isAtEnd = false;
	private ending: Ending | undefined;

	constructor(private readonly listener: Listener = {}) {}

	/** What has arrived so far, whether or not the stream ended well. */
	get sections(): Sections {
		return this.collected;
	}

	/** Takes the next bytes. Returns how the stream ended as soon as it has; what comes after that is not read. */
	push(bytes: Uint8Array): Ending | undefined {
		const room = STREAM_LIMIT - this.received;
		this.received += bytes.length;
		this.feed(this.decoder.push(bytes.subarray(0, room)));
		if (bytes.length > room) this.interrupt('streamTooLarge');
		return this.ending;
	}

	/**
	 * Ends the stream: no more bytes will come, however the connection ended. A final event counts without the blank
	 * line that should close it, if it is whole; the beginning of an event does not.
	 */
	end(): Ending {
		this.isAtEnd = true;
		this.feed(this.decoder.end());
		this.feed('\n\n');
		return (this.ending ??= { type: 'interrupted', cause: 'ended' });
	}

	/**
	 * The parser copies a text together with the beginning of a line that it still holds. To keep that copy small, it
	 * gets the rest of that line first, and the other lines apart.
	 */
	private feed(text: string): void {
		const lineEnd = text.indexOf('\n') + 1;
		if (lineEnd > 0 && !this.ending) this.parser.feed(text.slice(0, lineEnd));
		if (!this.ending) this.parser.feed(text.slice(lineEnd));
	}

	private take(message: EventSourceMessage): void {
		// One chunk may hold several events; those after the ending do not count.
		if (this.ending) return;
		if (isLongerThan(EVENT_LIMIT, message.data)) return this.interrupt('eventTooLarge');
		const event = parseEvent(message, this.sectionEvents, this.isAtEnd);
		const isFirstEvent = !this.hasEvents;
		this.hasEvents = true;
		switch (event.type) {
			case 'section':
				this.sectionEvents.add(event.of);
				return this.collect(event.section, event.content);
			case 'done':
				if (event.last) this.collect(event.last.section, event.last.content);
				this.listener.onNote?.(event);
				this.ending = { type: 'done' };
				return;
			case 'error':
				this.ending = { type: 'error', error: event.error, isFirstEvent };
				return;
			case 'malformed':
				// What is left at the end is an event that was cut, which makes the stream one that ended early.
				if (!this.isAtEnd) this.interrupt('malformedEvent');
				return;
			case 'other':
				this.listener.onNote?.(event);
		}
	}

	private collect(section: string, content: string): void {
		const before = this.collected.get(section);
		this.collected.set(section, before === undefined ? content : before + content);
		this.listener.onPiece?.({ section, content, first: before === undefined });
	}

	private interrupt(cause: Extract<Ending, { type: 'interrupted' }>['cause']): void {
		this.ending ??= { type: 'interrupted', cause };
	}
}

function isLongerThan(limit: number, text: string): boolean {
	// A UTF-16 code unit takes at most three bytes of UTF-8, so nearly every event needs no counting.
	return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}

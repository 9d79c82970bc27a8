import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { isFields, parsed, type Exchange, type Fields } from './exchange';

/** An event of a stream, and when it arrived. */
export interface StreamEvent {
	readonly at: number;
	/** What it is for, whichever dialect it is in. */
	readonly kind: 'section' | 'end' | 'error' | 'other';
	/** Undefined for an unnamed event. */
	readonly name?: string;
	readonly data: string;
	/** The data as JSON; empty where they are none. */
	readonly fields: Fields;
}

/** What the bytes of a stream say. */
export interface Reading {
	readonly events: readonly StreamEvent[];
	readonly comments: number;
	/** The first event that ends the stream, well or badly. */
	readonly last?: StreamEvent;
	/** Pieces of text in their order, up to the end; the event that ends the stream may carry one, too. */
	readonly pieces: ReadonlyArray<{ readonly section: string; readonly content: string }>;
	/** Whole sections, in the order in which each begins. */
	readonly sections: ReadonlyMap<string, string>;
	/** Milliseconds of the longest wait for bytes, from the request to the last event. */
	readonly longestSilence: number;
}

/** Reads a stream's events while its bytes arrive. */
export class EventReader {
	readonly events: StreamEvent[] = [];
	comments = 0;
	/** The first event that ends the stream, well or badly. */
	last?: StreamEvent;
	private at = 0;
	private readonly decoder = new TextDecoder();
	private readonly parser = createParser({
		onEvent: (message) => {
			const event = eventOf(message, this.at);
			this.events.push(event);
			if (event.kind === 'end' || event.kind === 'error') this.last ??= event;
		},
		onComment: () => this.comments++,
	});

	push(bytes: Buffer, at = 0): void {
		this.at = at;
		this.parser.feed(this.decoder.decode(bytes, { stream: true }));
	}

	/** Takes the end of the response, which ends the last event even without an empty line. */
	end(): void {
		this.parser.feed('\n\n');
	}
}

function eventOf({ event: name, data }: EventSourceMessage, at: number): StreamEvent {
	const value = parsed(data);
	const fields = isFields(value) ? value : {};
	return { at, kind: kindOf(name, fields), name, data, fields };
}

/** Names of events are those of the SDKs' dialect, types in the data those of the documented one. */
function kindOf(name: string | undefined, fields: Fields): StreamEvent['kind'] {
	const type = name === undefined || name === 'progress' ? fields.type : name;
	if (type === 'done' || type === 'complete') return 'end';
	if (type === 'error') return 'error';
	return 'section' in fields && 'content' in fields ? 'section' : 'other';
}

/** Reads a stream that has been kept. */
export function readStream({ chunks }: Pick<Exchange, 'chunks'>): Reading {
	const reader = new EventReader();
	for (const { bytes, at } of chunks) reader.push(bytes, at);
	reader.end();
	const { events, comments, last } = reader;
	const pieces = events
		.slice(0, last && events.indexOf(last) + 1)
		.flatMap(({ kind, fields: { section, content } }) =>
			kind !== 'error' && typeof section === 'string' && typeof content === 'string'
				? [{ section, content }]
				: [],
		);
	const sections = new Map<string, string>();
	for (const { section, content } of pieces) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	const times = [0, ...chunks.map(({ at }) => at)].filter((at) => !last || at <= last.at);
	const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
	return { events, comments, last, pieces, sections, longestSilence: Math.max(0, ...waits) };
}

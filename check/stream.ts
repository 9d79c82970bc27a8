import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { isFields, oncePer, parsed, type Exchange, type Fields } from './exchange';

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

/** What the bytes of a stream say, as far as they have arrived. */
export class Reading {
	readonly events: StreamEvent[] = [];
	comments = 0;
	/** The first event that ends the stream, well or badly. */
	last?: StreamEvent;
	/** Milliseconds of the longest wait for bytes, from the request to the last event. */
	longestSilence = 0;
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
		if (!this.last) this.longestSilence = Math.max(this.longestSilence, at - this.at);
		this.at = at;
		this.parser.feed(this.decoder.decode(bytes, { stream: true }));
	}

	/** Takes the end of the response, which ends the last event even without an empty line. */
	end(): void {
		this.parser.feed('\n\n');
	}

	/** Pieces of text in their order, up to the end; the event that ends the stream may carry one, too. */
	get pieces(): Array<{ section: string; content: string }> {
		const { events, last } = this;
		return events
			.slice(0, last && events.indexOf(last) + 1)
			.flatMap(({ kind, fields: { section, content } }) =>
				kind !== 'error' && typeof section === 'string' && typeof content === 'string'
					? [{ section, content }]
					: [],
			);
	}

	/** Whole sections, in the order in which each begins. */
	get sections(): ReadonlyMap<string, string> {
		const sections = new Map<string, string>();
		for (const { section, content } of this.pieces) {
			sections.set(section, (sections.get(section) ?? '') + content);
		}
		return sections;
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
export const readStream = oncePer(({ chunks }: Pick<Exchange, 'chunks'>): Reading => {
	const reading = new Reading();
	for (const { bytes, at } of chunks) reading.push(bytes, at);
	reading.end();
	return reading;
});

/** `ascii`; `latin` with characters up to `ÿ`; `any` with others, for which V8 takes two bytes a character. */
export type Alphabet = 'ascii' | 'latin' | 'any';

/** Events without pauses, in turn for so many sections. */
export interface Events {
	kind: 'events';
	count: number;
	sections: number;
	/** Bytes of content in an event; some 60 more stand around it. */
	bytesEach: number;
	alphabet: Alphabet;
	/** Sends one byte at a time, as an HTTP chunk or as a packet of its own; else what a proxy gathers. */
	cut?: 'chunk' | 'packet';
}

/** Sections at an even pace, the last after `duration` milliseconds, each ending in the time of its writing. */
export interface Paced {
	kind: 'paced';
	duration: number;
	sections: number;
	/** Requests beyond so many in a minute get status 429, counted apart for each `run`. */
	perMinute?: number;
	run?: string;
}

/** What the server is to send. It stands in the base URL, so that any reader can ask for it. */
export type StreamSpec = Events | Paced | { kind: 'refused' };

/** One section, at once. */
export const instant: Paced = { kind: 'paced', duration: 0, sections: 1 };

/** The base URL under which the server at `url` sends this; status 401 for `refused`. */
export function baseUrlOf(url: string, spec: StreamSpec): string {
	return `${url}/${encodeURIComponent(JSON.stringify(spec))}`;
}

/** Reads what {@link baseUrlOf} has written from a request's path. */
export function specOf(path: string): StreamSpec {
	return JSON.parse(decodeURIComponent(path.split('/')[1] ?? ''));
}

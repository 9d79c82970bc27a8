import type { Alphabet } from './text';

/** What the server is to send. It stands in the base URL, so that whoever asks needs nothing but that. */
export type StreamSpec =
	/** Sections of one event each. */
	| { kind: 'sections'; count: number; bytesEach: number; alphabet: Alphabet }
	/** Pieces of some sections, in turn. */
	| { kind: 'pieces'; count: number; sections: number; bytesEach: number; alphabet: Alphabet }
	/** So many bytes, one at a time: `burst` as fast as the connection takes them, `packets` each on its own. */
	| { kind: 'bytes'; total: number; how: 'burst' | 'packets' }
	/** A first section after `delay` milliseconds, its content the time at which it was written. */
	| { kind: 'timed'; delay: number }
	/** Ten sections spread over so many milliseconds, counted from the request. */
	| { kind: 'paced'; duration: number }
	/** One section, at once. */
	| { kind: 'instant' };

/** The base URL under which the server at `url` sends this. */
export function baseUrlOf(url: string, spec: StreamSpec): string {
	return `${url}/${encodeURIComponent(JSON.stringify(spec))}`;
}

/** Reads what {@link baseUrlOf} wrote from a request's path. */
export function specOf(path: string): StreamSpec {
	return JSON.parse(decodeURIComponent(path.split('/')[1] ?? ''));
}

import type { Answers, SectionPiece } from '../wire/api';
import type { NamedFile } from '../wire/file';
import type { Outcome } from '../wire/response';

/** What a request is answered with if nothing is unusual. */
export interface Normal {
	readonly kind: 'stream' | 'pdf' | 'zip' | 'json';
	/** Of a call for a stream. Default `documented`. */
	readonly answers?: Answers;
	/** Of a stream. */
	readonly pieces?: readonly SectionPiece[];
	/** A PDF file, or those of a ZIP. */
	readonly files?: readonly NamedFile[];
	/** What is asked for; of a call for a stream the whole document, or what its last event has of it. */
	readonly json?: object;
	/** Of JSON. Default 200. */
	readonly status?: number;
}

/** How the stored copy of a generated document is found. */
export interface Copy {
	/** In its place there is an older one with other words. */
	readonly stale?: true;
	/** As many requests for it get 404 first; Infinity for all. */
	readonly misses?: number;
	/** It has a title and dates only. */
	readonly metadata?: true;
	/** Fields that it has besides, or instead of its own. */
	readonly fields?: Readonly<Record<string, unknown>>;
}

/** What a client can ask for. */
export type ResponseKind = Normal['kind'];

/** One way in which a request fails, or succeeds in an unusual way. */
export interface Fault {
	/** What the server does, in a few words. */
	readonly description: string;
	/**
	 * Before a response is sent, the first time only, within its body, or not at all: `healthy`
	 * responses are unusual but complete.
	 */
	readonly when: 'before' | 'recovering' | 'within' | 'healthy';
	/** The requests that it exists for; `file` are PDF and ZIP, `copy` all that generate. */
	readonly of: 'any' | 'stream' | 'file' | 'zip' | 'copy';
	/** What happens instead of the normal response. */
	readonly outcome: (normal: Normal) => Outcome;
	/** Of what is stored. */
	readonly copy?: Copy;
}

/** Makes faults of one sort. */
export const faultsOf =
	(of: Fault['of'], when: Fault['when']) =>
	(description: string, outcome: Fault['outcome']): Fault => ({ description, when, of, outcome });

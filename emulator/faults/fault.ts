import type { SectionPiece } from '../wire/api';
import type { NamedFile } from '../wire/file';
import type { Outcome } from '../wire/response';

/** What a request is answered with if nothing is unusual. */
export interface Normal {
	readonly kind: 'stream' | 'pdf' | 'zip' | 'json';
	/** Of a stream. */
	readonly pieces?: readonly SectionPiece[];
	/** A PDF file, or those of a ZIP. */
	readonly files?: readonly NamedFile[];
	readonly json?: object;
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
	/** The requests that it exists for; `file` are PDF and ZIP. */
	readonly of: 'any' | 'stream' | 'file' | 'zip';
	/** What happens instead of the normal response. */
	readonly outcome: (normal: Normal) => Outcome;
}

/** Makes faults of one sort. */
export const faultsOf =
	(of: Fault['of'], when: Fault['when']) =>
	(description: string, outcome: Fault['outcome']): Fault => ({ description, when, of, outcome });

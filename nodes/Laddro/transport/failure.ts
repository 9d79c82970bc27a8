/** What went wrong with one input item, in words for its user. Never holds a key, a payload or a stack. */
export interface Failure {
	kind: FailureKind;
	/** What happened; the API's own words where it has said any. */
	message: string;
	/** What the user can do about it. */
	description?: string;
	/** HTTP status of the answer, or the one that an `error` event carried. */
	statusCode?: number;
	/** The API's or Node's machine code, e.g. `insufficient_credits`, `ECONNREFUSED`. */
	code?: string;
	/** Milliseconds that the server asked to wait. */
	retryAfter?: number;
}

export type FailureKind =
	/** Nothing was sent: a parameter or the credential is wrong. */
	| 'parameter'
	/** No connection, or one that was reset before the answer. */
	| 'connection'
	/** The request could not be made, and would not be made a second time either. */
	| 'request'
	/** An answer with a status that says no. */
	| 'status'
	/** An `error` event in the stream. */
	| 'streamError'
	/** A 2xx that is no event stream. */
	| 'notAStream'
	/** `done` without any section. */
	| 'nothing'
	/** How it would have ended is not known: cut, silent, malformed, too large, out of time. */
	| 'interrupted'
	/** The execution, or the run after another item's failure, was stopped. */
	| 'stopped';

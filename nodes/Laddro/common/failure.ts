import type { ApiError } from './apiError';

/** What went wrong, as facts. `output/` puts them into words. Never holds a key, a payload or a stack. */
export type Failure =
	| ParameterFailure
	| ConnectionFailure
	| RequestFailure
	| StatusFailure
	| RateLimitedFailure
	| StreamErrorFailure
	| UnexpectedResponseFailure
	| InterruptedFailure
	| NothingGeneratedFailure
	| StoppedFailure
	| InternalFailure;

/** Nothing was sent: a parameter or the credential is wrong. */
export interface ParameterFailure {
	readonly kind: 'parameter';
	/** What is wrong, with the parameter's label. */
	readonly message: string;
	/** What to put there instead. */
	readonly advice?: string;
	/** n8n's own error, whose details the editor shows. */
	readonly thrown?: Error;
}

/** The failure of a parameter or a credential that n8n could not provide. */
export function thrownParameter(thrown: unknown): ParameterFailure {
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const description: unknown = Reflect.get(error, 'description');
	return {
		kind: 'parameter',
		message: error.message,
		advice: typeof description === 'string' ? description : undefined,
		thrown: error,
	};
}

/** There was no connection, or it broke before the response. */
export interface ConnectionFailure {
	readonly kind: 'connection';
	/** Node's code, e.g. `ECONNREFUSED`; `proxy` where the proxy did not connect. */
	readonly code: string;
	/** Whether the request may have been delivered, so that Laddro may be at work on it and may charge for it. */
	readonly mayBeDelivered: boolean;
}

/** The request could not be made, and a second try could not be made either. */
export interface RequestFailure {
	readonly kind: 'request';
	/** Node's or OpenSSL's code, e.g. `CERT_HAS_EXPIRED`. */
	readonly code?: string;
	readonly message?: string;
}

/** What an unsuccessful status means, in a response or in an event of a stream. */
export type StatusMeaning =
	| 'rateLimit'
	/** The server has not taken the request on: 408, 425. */
	| 'notTakenOn'
	| 'unavailable'
	| 'serverError'
	| 'keyRefused'
	| 'noCredits'
	| 'planTooSmall'
	| 'scopeMissing'
	| 'forbidden'
	| 'notFound'
	| 'tooLarge'
	| 'unprocessable'
	| 'badRequest'
	/** A proxy on the way wants a login: 407. */
	| 'proxyLogin'
	/** The request reached the wrong server, or over the wrong protocol: 421, 426. */
	| 'wrongServer'
	/** Something on the way takes the headers for too large: 431. */
	| 'headersTooLarge'
	/** Not available for legal reasons: 451. */
	| 'legalReasons'
	| 'redirect'
	| 'notModified';

/** A response with an unsuccessful status. */
export interface StatusFailure extends ApiError {
	readonly kind: 'status';
	readonly statusCode: number;
	readonly meaning: StatusMeaning;
	/** Milliseconds that the server asked to wait. */
	readonly retryAfter?: number;
	/** Whether the body was JSON, as the API's is; a proxy's is mostly a page. */
	readonly isJson?: boolean;
}

/** The rate limit lasts longer than an item may take. */
export interface RateLimitedFailure extends ApiError {
	readonly kind: 'rateLimited';
	readonly statusCode: number;
	/** Milliseconds since 1970: from then on requests are taken again. */
	readonly retryAt: number;
}

/** An `error` event in a stream that had opened. */
export interface StreamErrorFailure extends ApiError {
	readonly kind: 'streamError';
	/** Not set when the event carried no status. */
	readonly meaning?: StatusMeaning;
	/** Whether no other event came before it. */
	readonly isFirstEvent: boolean;
}

/** The stream was complete, but had no section. */
export interface NothingGeneratedFailure {
	readonly kind: 'nothingGenerated';
	/** The events that came, e.g. `progress × 12, complete`. */
	readonly events: string;
}

/** A success with something else than what was asked for. */
export interface UnexpectedResponseFailure {
	readonly kind: 'unexpectedAnswer';
	readonly expected: 'stream' | 'file' | 'json' | 'text' | 'letterId' | 'storedText';
	/** Not set where the response was as expected, but its document is not. */
	readonly statusCode?: number;
	readonly contentType?: string;
}

/** Why a response is not complete. */
export type Interruption =
	/** The server ended a stream without `done`. */
	| 'ended'
	| 'connectionCut'
	/** Node's HTTP parser refused the response. */
	| 'malformedResponse'
	| 'malformedEvent'
	| 'eventTooLarge'
	| 'streamTooLarge'
	/** A file ended before all of it had come. */
	| 'fileCut'
	/** What came does not match its content type. */
	| 'notTheFile'
	/** A file or a JSON response is larger than 64 MiB. */
	| 'responseTooLarge'
	/** n8n could not store the file, e.g. because its disk is full. */
	| 'notStored'
	/** Nothing arrived for the idle timeout. */
	| 'silence'
	/** The item's time was up. */
	| 'timeUp';

/** A response that broke off, or never came: whether it was charged is not known. */
export interface InterruptedFailure {
	readonly kind: 'interrupted';
	readonly cause: Interruption;
	/** The time limit that was reached, in milliseconds. */
	readonly limit?: number;
}

/** Something threw that should not. Its message is not kept: it may quote what was being read. */
export interface InternalFailure {
	readonly kind: 'internal';
	/** The name of what was thrown, e.g. `RangeError`, or `UnknownResponse`. */
	readonly name: string;
}

/** The failure for something that was thrown by mistake. */
export function internalFailure(thrown: unknown): InternalFailure {
	return {
		kind: 'internal',
		name: thrown instanceof Error ? thrown.constructor.name : typeof thrown,
	};
}

/** The execution, or the run after another item's failure, was stopped before this item was done. */
export interface StoppedFailure {
	readonly kind: 'stopped';
}

import { isObject, readApiError, type ApiError } from '../stream/apiError';
import type { Interruption } from '../stream/streamReader';
import { duration } from '../words';
import { adviceFor } from './advice';
import type { Failure } from './failure';
import { parseRetryAfter } from './retry';
import type { TimeLimits } from './watch';

/** The headers of an answer, with names in lower case. */
export type Headers = Readonly<Record<string, unknown>>;

/**
 * An answer whose status says no.
 *
 * @param body its JSON; anything else tells a person nothing
 * @param now milliseconds since 1970
 */
export function statusFailure(
	statusCode: number,
	headers: Headers,
	body: unknown,
	now: number,
): Failure {
	const { message, code, upgradeUrl } = readApiError(isObject(body) ? body : undefined);
	return {
		kind: 'status',
		message: message ?? `Laddro answered with status ${statusCode}`,
		description: adviceFor(statusCode, upgradeUrl),
		statusCode,
		code,
		retryAfter: parseRetryAfter(headerOf(headers, 'retry-after'), now),
	};
}

/** An `error` event in a stream that had opened. */
export function streamFailure({ message, statusCode, code, upgradeUrl }: ApiError): Failure {
	return {
		kind: 'streamError',
		message: message ?? 'Laddro reported an error in the stream',
		description: adviceFor(statusCode, upgradeUrl),
		statusCode,
		code,
	};
}

/** A 2xx answer that is something else than an event stream. */
export function notAStream(statusCode: number, headers: Headers): Failure {
	const contentType = headerOf(headers, 'content-type')?.slice(0, 100);
	return {
		kind: 'notAStream',
		message: contentType
			? `Laddro answered with "${contentType}" instead of an event stream`
			: 'Laddro answered without a content type instead of with an event stream',
		description:
			'Something between n8n and Laddro, such as a proxy or a login page, may have answered in its place. Check the Base URL in the credential.',
		statusCode,
	};
}

/** Whether an answer's content type is that of server-sent events. */
export function isEventStream(headers: Headers): boolean {
	return /^text\/event-stream\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '');
}

/** `done` came without any section. */
export function nothingGenerated(): Failure {
	return {
		kind: 'nothing',
		message: 'Nothing was generated: the stream was complete but held no section',
		description:
			'Check that the resume and the job posting have text. Credits may have been charged.',
	};
}

/** What broke a stream off, seen from the bytes or from the connection. */
export type Break = Interruption | 'cut' | 'silence' | 'timeUp';

/** A stream that opened and broke, or a request that was never answered: the charge can't be known. */
export function interrupted(by: Break, { idleTimeout, timeout }: TimeLimits): Failure {
	const messages: Record<Break, string> = {
		ended: 'The stream ended before the document was complete',
		cut: 'The connection was cut before the document was complete',
		silence: `Laddro sent nothing for ${duration(idleTimeout)}`,
		timeUp: `The item took longer than ${duration(timeout)}`,
		malformed: 'The stream carried an event that can not be read',
		eventTooLarge: 'The stream carried an event of more than 8 MiB',
		streamTooLarge: 'The stream carried more than 64 MiB',
	};
	return {
		kind: 'interrupted',
		message: messages[by],
		description:
			'The node does not try again by itself, because credits may have been charged. Check your credits before you run this item once more.',
	};
}

/** The run was stopped before this item was done. */
export function stopped(): Failure {
	return { kind: 'stopped', message: 'The execution was stopped before this item was done' };
}

/** Node's codes for a connection that never was, or that broke before anything came back. */
const CONNECTION_CODES: ReadonlySet<string> = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'ETIMEDOUT',
]);

/** What n8n's request helper threw: it wraps the network's error, at an unspecified depth. */
export function requestFailure(thrown: unknown): Failure {
	const { code, message } = networkError(thrown);
	if (code !== undefined && CONNECTION_CODES.has(code)) {
		return {
			kind: 'connection',
			message: `Laddro could not be reached (${code})`,
			description:
				'Check the Base URL in the credential, and that this n8n may connect to it. If both are right, run this item again later.',
			code,
		};
	}
	return {
		kind: 'request',
		message: readApiError(message).message ?? 'The request to Laddro could not be made',
		description: 'Check the Laddro API credential.',
		code,
	};
}

function networkError(thrown: unknown): { code?: string; message?: string } {
	let message: string | undefined;
	let error = thrown;
	for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
		message = error.message;
		const code: unknown = Reflect.get(error, 'code');
		if (typeof code === 'string') return { code, message };
		error = error.cause;
	}
	return { message };
}

function headerOf(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' ? value : undefined;
}

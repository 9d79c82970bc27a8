import { readApiError } from '../common/apiError';
import type { Failure } from '../common/failure';

/** Node's codes for a connection that was never made, or that broke before anything came back. */
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

/** n8n's HTTP client gives up on a silent connection with this code. */
const CLIENT_TIMEOUT = 'ECONNABORTED';

/** Reads what n8n's request helper threw. It wraps the network's error at an unknown depth. */
export function networkFailure(thrown: unknown): Failure {
	const { code, message } = networkError(thrown);
	if (code === CLIENT_TIMEOUT) return { kind: 'interrupted', cause: 'silence' };
	if (code !== undefined && CONNECTION_CODES.has(code)) return { kind: 'connection', code };
	return { kind: 'request', code, message: readApiError(message).message };
}

function networkError(thrown: unknown): { code?: string; message?: string } {
	let message: string | undefined;
	let error = thrown;
	for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
		message = error.message;
		const code: unknown = Reflect.get(error, 'code') ?? Reflect.get(error, 'httpCode');
		if (typeof code === 'string') return { code, message };
		error = error.cause;
	}
	return { message };
}

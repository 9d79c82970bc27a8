import { readApiError } from '../common/apiError';
import type { Failure } from '../common/failure';
import { isObject } from '../common/json';

/** Node's codes for a connection that was never made. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** Node's codes for a connection that was never made, or that broke after the request was sent. */
const BROKEN: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Node's codes for a request that can't be made, or for a certificate that was not trusted. */
const NEVER_SENT =
	/^(CERT_|CRL_|DEPTH_ZERO_|ERROR_IN_|ERR_BAD_OPTION|ERR_HTTP_INVALID_|ERR_INVALID_|ERR_TLS_|ERR_UNESCAPED_|HOSTNAME_|INVALID_|PATH_LENGTH_|SELF_SIGNED_|UNABLE_TO_)/;

/** OpenSSL's codes, which are a handshake's where nothing says that it was over. */
const TLS_FAILED = /^(EPROTO$|ERR_SSL_)/;

/** How the messages of n8n's proxy client end where a proxy did not respond to CONNECT as proxies do. */
const NO_TUNNEL = /\bCONNECT response\b/;

/** What Node says where a server ends the connection during the TLS handshake. */
const NO_HANDSHAKE = /before secure TLS connection was established/;

/** n8n's HTTP client gives up on a silent connection with this code. */
const CLIENT_TIMEOUT = 'ECONNABORTED';

/** Reads what n8n's request helper threw. It wraps the network's error at an unknown depth. */
export function networkFailure(thrown: unknown): Failure {
	const errors = withCauses(thrown);
	const known = errors.find((error) => codeOf(error) !== undefined);
	const code = known && codeOf(known);
	if (code === CLIENT_TIMEOUT) return { kind: 'interrupted', cause: 'silence' };
	if (code?.startsWith('HPE_')) return { kind: 'interrupted', cause: 'malformedResponse' };
	if (errors.some(({ message }) => NO_TUNNEL.test(message))) {
		return { kind: 'connection', code: 'proxy', mayBeDelivered: false };
	}
	if (code !== undefined && NOT_CONNECTED.has(code)) {
		return { kind: 'connection', code, mayBeDelivered: errors.some(wasUnderWay) };
	}
	const mayBeDelivered = !errors.some(wasNotSent);
	if (BROKEN.has(code ?? '') || (mayBeDelivered && !isNeverSent(code, errors))) {
		return { kind: 'connection', code: code ?? 'unknown', mayBeDelivered };
	}
	return {
		kind: 'request',
		code,
		message: readApiError((known ?? errors.at(-1))?.message).message,
	};
}

/** Whether the code, or that there is none, is known to mean that nothing was sent. */
function isNeverSent(code: string | undefined, errors: readonly Error[]): boolean {
	const isKnown = code === undefined || TLS_FAILED.test(code);
	return isKnown ? !errors.some(hasRequest) : NEVER_SENT.test(code);
}

/** Whether the HTTP client had made Node's request, which it adds to its errors. */
function hasRequest(error: Error): boolean {
	return isObject(Reflect.get(error, 'request'));
}

/** The error and what caused it, from the outside. n8n's own words replace the messages of the outer ones. */
function withCauses(thrown: unknown): Error[] {
	const errors: Error[] = [];
	let error = thrown;
	while (errors.length < 5 && error instanceof Error) {
		errors.push(error);
		error = error.cause;
	}
	return errors;
}

/** Older releases of n8n have it as `httpCode`. */
function codeOf(error: Error): string | undefined {
	const code: unknown = Reflect.get(error, 'code') ?? Reflect.get(error, 'httpCode');
	return typeof code === 'string' ? code : undefined;
}

/** Whether the error is that of a connection that had been made. */
function wasUnderWay(error: Error): boolean {
	return /^(read|write)$/.test(String(Reflect.get(error, 'syscall')));
}

/** Whether the error says that the connection broke before the request could be sent. */
function wasNotSent(error: Error): boolean {
	const syscall: unknown = Reflect.get(error, 'syscall');
	if (syscall === 'connect' || syscall === 'getaddrinfo' || NO_HANDSHAKE.test(error.message)) {
		return true;
	}
	// Node's request has no socket where a proxy has not connected.
	const request: unknown = Reflect.get(error, 'request');
	if (!isObject(request) || !('socket' in request)) return false;
	const { socket } = request;
	return socket === null || (isObject(socket) && socket.secureConnecting === true);
}

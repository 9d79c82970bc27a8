import { networkFailure } from '../../../nodes/Laddro/api/networkFailure';

function thrown(message: string, code?: unknown, cause?: unknown): Error {
	return Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });
}

const reset = (message: string, rest = {}) => Object.assign(thrown(message, 'ECONNRESET'), rest);

/** As n8n's helper wraps the network's error: with its code, and words of its own. */
function asWrapped(error: Error): Error {
	const outer = new Error('The connection to the server was closed unexpectedly', { cause: error });
	return Object.assign(outer, { httpCode: Reflect.get(error, 'code') });
}

describe("What n8n's request helper throws", () => {
	it.each(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOTFOUND'])(
		'is a connection that was never made with the code %s',
		(code) => {
			expect(networkFailure(thrown('connect to 10.0.0.1', code))).toEqual({
				kind: 'connection',
				code,
				mayBeDelivered: false,
			});
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN', 'ERR_STREAM_PREMATURE_CLOSE', 'ENEW'])(
		'is a connection over which the request may have been delivered with the code %s',
		(code) => {
			expect(networkFailure(asWrapped(thrown('socket hang up', code)))).toEqual({
				kind: 'connection',
				code,
				mayBeDelivered: true,
			});
		},
	);

	it.each<[string, Error]>([
		[
			'the connection was not made',
			reset('connect ETIMEDOUT 10.0.0.1:443', { syscall: 'connect' }),
		],
		[
			'the TLS handshake was not done',
			reset('Client network socket disconnected before secure TLS connection was established'),
		],
		[
			'the TLS handshake was not done, although the message does not say so',
			reset('read ECONNRESET', { request: { socket: { secureConnecting: true } } }),
		],
		['a proxy did not connect', reset('read ECONNRESET', { request: { socket: null } })],
	])('is a connection over which nothing was sent when %s', (_, error) => {
		expect(networkFailure(asWrapped(error))).toEqual({
			kind: 'connection',
			code: 'ECONNRESET',
			mayBeDelivered: false,
		});
	});

	it.each([
		{},
		{ syscall: 'read' },
		{ request: {} },
		{ request: { socket: { secureConnecting: false } } },
		{ request: { socket: { connecting: false } } },
		{ request: 'text' },
	])('may have been delivered when no more is known than %j', (known) => {
		expect(networkFailure(asWrapped(reset('read ECONNRESET', known)))).toMatchObject({
			mayBeDelivered: true,
		});
	});

	it.each([
		'Proxy connection ended before receiving CONNECT response',
		'No header received from proxy CONNECT response',
		'Invalid header from proxy CONNECT response: "x"',
	])('is a proxy that did not connect when its client says: %s', (message) => {
		const error = Object.assign(new Error(message, { cause: thrown(message) }), { httpCode: null });
		expect(networkFailure(error)).toEqual({
			kind: 'connection',
			code: 'proxy',
			mayBeDelivered: false,
		});
	});

	it.each(['HPE_HEADER_OVERFLOW', 'HPE_INVALID_TRANSFER_ENCODING', 'HPE_INVALID_CONSTANT'])(
		"is a response that Node's parser refused with the code %s",
		(code) => {
			expect(networkFailure(asWrapped(thrown('Parse Error', code)))).toEqual({
				kind: 'interrupted',
				cause: 'malformedResponse',
			});
		},
	);

	it.each(['read', 'write'])('may have been delivered when it is lost during a %s', (syscall) => {
		const lost = Object.assign(thrown('Lost', 'EHOSTUNREACH'), { syscall });
		expect(networkFailure(asWrapped(lost))).toMatchObject({ mayBeDelivered: true });
	});

	it('may have its code as httpCode, where older releases of n8n put it', () => {
		const error = Object.assign(new Error('connect to 10.0.0.1'), { httpCode: 'ECONNREFUSED' });
		expect(networkFailure(error)).toMatchObject({ kind: 'connection', code: 'ECONNREFUSED' });
	});

	it("is silence with the code ECONNABORTED, with which n8n's HTTP client gives up", () => {
		expect(networkFailure(thrown('timeout of 61000ms exceeded', 'ECONNABORTED'))).toEqual({
			kind: 'interrupted',
			cause: 'silence',
		});
	});

	it.each([
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
		['CERT_HAS_EXPIRED', 'certificate has expired'],
		['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
		['EPROTO', 'wrong version number'],
		['ERR_INVALID_CHAR', 'Invalid character in header content'],
	])('is a request that could not be made with the code %s', (code, message) => {
		expect(networkFailure(thrown(message, code))).toEqual({ kind: 'request', code, message });
	});

	const sent = { request: { socket: { secureConnecting: false } } };
	const handshake = { request: { socket: { secureConnecting: true } } };

	it.each([
		['EPROTO', sent],
		['ERR_SSL_BAD_RECORD_TYPE', sent],
		[undefined, sent],
	])('may have been delivered with the code %s once the request was sent', (code, rest) => {
		expect(networkFailure(asWrapped(Object.assign(thrown('x', code), rest)))).toEqual({
			kind: 'connection',
			code: code ?? 'unknown',
			mayBeDelivered: true,
		});
	});

	it.each([
		['EPROTO', handshake],
		['ENEW', handshake],
		['ENEW', { syscall: 'getaddrinfo' }],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', sent],
		[undefined, handshake],
	])('could not be made with the code %s where nothing was sent: %j', (code, rest) => {
		expect(networkFailure(asWrapped(Object.assign(thrown('x', code), rest)))).toMatchObject({
			kind: 'request',
		});
	});

	it('may have its code several causes deep', () => {
		const deep = thrown('a', undefined, thrown('b', 7, thrown('c', 'ECONNRESET')));
		expect(networkFailure(deep)).toMatchObject({ kind: 'connection', code: 'ECONNRESET' });
	});

	it('is searched for a code five errors deep, and no deeper', () => {
		const nested = (depth: number): Error =>
			depth === 1 ? thrown('innermost', 'ECONNRESET') : thrown('x', undefined, nested(depth - 1));
		expect(networkFailure(nested(5)).kind).toBe('connection');
		expect(networkFailure(nested(6)).kind).toBe('request');
	});

	it('may be an error that is its own cause', () => {
		const loop = thrown('round and round');
		loop.cause = loop;
		expect(networkFailure(loop)).toMatchObject({ kind: 'request', message: 'round and round' });
	});

	it('has the first code that is text, seen from the outside', () => {
		const nested = thrown('outer', 'EPROTO', thrown('inner', 'ECONNRESET'));
		expect(networkFailure(nested)).toEqual({ kind: 'request', code: 'EPROTO', message: 'outer' });
	});

	it('has the message of the innermost error when there is no code', () => {
		expect(networkFailure(thrown('outer', undefined, thrown('inner')))).toMatchObject({
			message: 'inner',
		});
	});

	it.each([[undefined], ['text'], [{ message: 'x', code: 'ECONNRESET' }], [thrown('  ')]])(
		'is a request that could not be made, without a message, when it is %j',
		(value) => {
			expect(networkFailure(value)).toEqual({ kind: 'request' });
		},
	);

	it('has its message cut after 500 characters', () => {
		expect(networkFailure(thrown('x'.repeat(5000)))).toMatchObject({
			message: `${'x'.repeat(500)}…`,
		});
	});
});

import fc from 'fast-check';
import {
	isFatalForAll,
	isRateLimit,
	isRetryable,
	refusalFor,
	retryDelay,
	withLongLimit,
} from '../../../nodes/Laddro/calls/retryPolicy';
import type {
	Failure,
	Interruption,
	StatusFailure,
	StreamErrorFailure,
} from '../../../nodes/Laddro/common/failure';
import { meaningOf } from '../../../nodes/Laddro/transport/status';
import { cases } from '../cases';

function status(statusCode: number, rest: Partial<StatusFailure> = {}): StatusFailure {
	return { kind: 'status', statusCode, meaning: meaningOf(statusCode, rest.code), ...rest };
}

function streamError(statusCode?: number, isFirstEvent = true, code?: string): StreamErrorFailure {
	const meaning = statusCode === undefined ? undefined : meaningOf(statusCode, code);
	return { kind: 'streamError', statusCode, meaning, code, isFirstEvent };
}

const connection: Failure = { kind: 'connection', code: 'ECONNRESET' };
const rateLimited: Failure = { kind: 'rateLimited', statusCode: 429, retryAt: 0 };

/** Failures after which a second try can't help, or might pay twice. */
const FINAL: Failure[] = [
	{ kind: 'interrupted', cause: 'connectionCut' },
	{ kind: 'interrupted', cause: 'silence', limit: 60_000 },
	{ kind: 'unexpectedAnswer', expected: 'stream', statusCode: 503 },
	{ kind: 'nothingGenerated' },
	{ kind: 'request', code: 'CERT_HAS_EXPIRED' },
	{ kind: 'parameter', message: 'x' },
	{ kind: 'stopped' },
];

describe('isRetryable', () => {
	it.each([429, 500, 502, 503, 504])('is true for an answer with status %d', (statusCode) => {
		expect(isRetryable(status(statusCode))).toBe(true);
	});

	it.each([301, 304, 400, 401, 402, 403, 404, 409, 413, 418, 422, 501, 505])(
		'is false for an answer with status %d',
		(statusCode) => {
			expect(isRetryable(status(statusCode))).toBe(false);
		},
	);

	it('is true for a failed connection', () => {
		expect(isRetryable(connection)).toBe(true);
	});

	it('is true for a rate limit that lasts long, because a later run can succeed', () => {
		expect(isRetryable(rateLimited)).toBe(true);
	});

	it.each([429, 503])('is true for an error event of status %d that came first', (statusCode) => {
		expect(isRetryable(streamError(statusCode))).toBe(true);
	});

	it.each([429, 503])(
		'is false for an error event of status %d that came after another event',
		(statusCode) => {
			expect(isRetryable(streamError(statusCode, false))).toBe(false);
		},
	);

	it.each([undefined, 400, 401, 402, 403, 422, 500, 501, 502, 504])(
		'is false for an error event of status %s, even if it came first',
		(statusCode) => {
			expect(isRetryable(streamError(statusCode))).toBe(false);
		},
	);

	it.each(FINAL)('is false for %j', (failure) => {
		expect(isRetryable(failure)).toBe(false);
	});

	it.each<[Interruption, boolean]>([
		['connectionCut', true],
		['ended', true],
		['silence', true],
		['timeUp', false],
		['answerTooLarge', false],
		['malformedEvent', false],
		['eventTooLarge', false],
		['streamTooLarge', false],
		['fileCut', false],
		['notTheFile', false],
		['notStored', false],
	])('is for the interruption "%s" of a call that costs nothing: %s', (cause, expected) => {
		expect(isRetryable({ kind: 'interrupted', cause }, true)).toBe(expected);
		expect(isRetryable({ kind: 'interrupted', cause }, false)).toBe(false);
	});

	it.each(FINAL.filter(({ kind }) => kind !== 'interrupted'))(
		'is false for %j although the call costs nothing',
		(failure) => {
			expect(isRetryable(failure, true)).toBe(false);
		},
	);
});

describe('refusalFor', () => {
	it('makes a status of an error in a stream, because nothing was sent that may have been charged', () => {
		const failure = { ...streamError(402), message: 'No credits', upgradeUrl: 'https://a.example' };
		expect(refusalFor(failure)).toEqual({
			kind: 'status',
			statusCode: 402,
			meaning: 'noCredits',
			message: 'No credits',
			code: undefined,
			upgradeUrl: 'https://a.example',
		});
	});

	it.each([status(401), rateLimited, streamError()])('leaves %j as it is', (failure) => {
		expect(refusalFor(failure)).toBe(failure);
	});
});

describe('isFatalForAll', () => {
	it.each([
		[401, undefined, true],
		[402, undefined, true],
		[403, 'requires_upgrade', true],
		[403, 'insufficient_credits', true],
		[403, 'insufficient_scope', true],
		[403, 'something_else', false],
		[403, undefined, false],
		[400, undefined, false],
		[404, undefined, false],
		[422, undefined, false],
		[429, undefined, false],
		[500, undefined, false],
		[503, undefined, false],
	])('returns for status %d with the code %s: %s', (statusCode, code, expected) => {
		expect(isFatalForAll(status(statusCode, { code }))).toBe(expected);
		expect(isFatalForAll(streamError(statusCode, false, code))).toBe(expected);
	});

	it('is true for a rate limit that lasts longer than an item may take', () => {
		expect(isFatalForAll(rateLimited)).toBe(true);
	});

	it.each([connection, streamError(), ...FINAL])('is false for %j', (failure) => {
		expect(isFatalForAll(failure)).toBe(false);
	});
});

describe('isRateLimit', () => {
	it('is true for status 429, in an answer and in any error event', () => {
		expect(isRateLimit(status(429))).toBe(true);
		expect(isRateLimit(streamError(429))).toBe(true);
		expect(isRateLimit(streamError(429, false))).toBe(true);
	});

	it.each([status(503), status(402), streamError(503), streamError(), connection, ...FINAL])(
		'is false for %j',
		(failure) => {
			expect(isRateLimit(failure)).toBe(false);
		},
	);
});

describe('withLongLimit', () => {
	const NOW = Date.parse('2026-03-01T12:00:00Z');

	it('turns a 429 that lasts longer than the timeout into a failure that says until when', () => {
		const failure = status(429, {
			retryAfter: 300_001,
			message: 'Slow down',
			code: 'rate_limit',
			upgradeUrl: 'https://laddro.com/upgrade',
		});
		expect(withLongLimit(failure, 300_000, NOW)).toEqual({
			kind: 'rateLimited',
			statusCode: 429,
			message: 'Slow down',
			code: 'rate_limit',
			upgradeUrl: 'https://laddro.com/upgrade',
			retryAt: NOW + 300_001,
		});
	});

	it.each([
		['lasts exactly as long as the timeout', status(429, { retryAfter: 300_000 })],
		['says nothing about how long it lasts', status(429)],
	])('does not change a 429 that %s', (_, failure) => {
		expect(withLongLimit(failure, 300_000, NOW)).toBe(failure);
	});

	it('does not change a 429 that says nothing about how long it lasts when the timeout is 0', () => {
		const failure = status(429);
		expect(withLongLimit(failure, 0, NOW)).toBe(failure);
	});

	it.each([status(503, { retryAfter: 86_400_000 }), streamError(429), connection, ...FINAL])(
		'does not change %j',
		(failure) => {
			expect(withLongLimit(failure, 300_000, NOW)).toBe(failure);
		},
	);
});

describe('retryDelay', () => {
	it.each([
		[1, 500],
		[2, 1000],
		[3, 2000],
		[6, 16_000],
		[7, 30_000],
		[10, 30_000],
		[5000, 30_000],
	])('after try %d is drawn from up to %d ms', (attempt, most) => {
		expect(retryDelay(attempt, status(503), 0)).toBe(0);
		expect(retryDelay(attempt, status(503), 0.5)).toBe(most / 2);
		expect(retryDelay(attempt, status(503), 1 - Number.EPSILON)).toBeCloseTo(most, 0);
	});

	it.each([0, 1, 7000, 86_400_000])('is what the server asks for: %d ms', (retryAfter) => {
		expect(retryDelay(1, status(429, { retryAfter }), 0.7)).toBe(retryAfter);
		expect(retryDelay(9, status(503, { retryAfter }), 0)).toBe(retryAfter);
	});

	it('stays within its limits for any try and any random number', () => {
		const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 31 }), random, (attempt, drawn) => {
				const delay = retryDelay(attempt, connection, drawn);
				expect(delay).toBeGreaterThanOrEqual(0);
				expect(delay).toBeLessThanOrEqual(30_000);
				if (attempt < 7) expect(delay).toBeLessThanOrEqual(500 * 2 ** (attempt - 1));
			}),
			cases(),
		);
	});
});

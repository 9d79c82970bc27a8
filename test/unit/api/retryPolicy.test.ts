import fc from 'fast-check';
import {
	consequenceOf,
	isDown,
	isFatalForAll,
	isRetryable,
	wasAnswered,
} from '../../../nodes/Laddro/api/retryPolicy';
import { meaningOf } from '../../../nodes/Laddro/api/status';
import type {
	Failure,
	Interruption,
	StatusFailure,
	StreamErrorFailure,
} from '../../../nodes/Laddro/common/failure';
import { cases } from '../cases';

function status(statusCode: number, rest: Partial<StatusFailure> = {}): StatusFailure {
	return { kind: 'status', statusCode, meaning: meaningOf(statusCode, rest.code), ...rest };
}

function streamError(statusCode?: number, isFirstEvent = true, code?: string): StreamErrorFailure {
	const meaning = statusCode === undefined ? undefined : meaningOf(statusCode, code);
	return { kind: 'streamError', statusCode, meaning, code, isFirstEvent };
}

const connection: Failure = { kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false };
const broken: Failure = { kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true };
const rateLimited: Failure = { kind: 'rateLimited', statusCode: 429, retryAt: 0 };

/** Failures after which a second try can't help, or might pay twice. */
const FINAL: Failure[] = [
	{ kind: 'interrupted', cause: 'connectionCut' },
	{ kind: 'interrupted', cause: 'silence', limit: 60_000 },
	{ kind: 'unexpectedAnswer', expected: 'stream', statusCode: 503 },
	{ kind: 'nothingGenerated', events: '' },
	{ kind: 'request', code: 'CERT_HAS_EXPIRED' },
	{ kind: 'parameter', message: 'x' },
	{ kind: 'stopped' },
	{ kind: 'internal', name: 'RangeError' },
];

const NOW = Date.parse('2026-03-01T12:00:00Z');

/** The first try of a call that is paid for and has all of its time left. */
const FIRST = {
	isFree: false,
	attempts: 1,
	limited: 0,
	holdsInRow: 0,
	maxRetries: 3,
	timeout: 300_000,
	timeLeft: 300_000,
	now: NOW,
	random: 0,
};

describe('Whether asking again can help and is sure not to pay twice', () => {
	it.each([408, 425, 429, 500, 502, 503])(
		'It can after a response with status %d.',
		(statusCode) => {
			expect(isRetryable(status(statusCode))).toBe(true);
		},
	);

	it.each([301, 304, 400, 401, 402, 403, 404, 407, 409, 413, 418, 421, 422, 426, 431, 451])(
		'It can not after a response with status %d.',
		(statusCode) => {
			expect(isRetryable(status(statusCode))).toBe(false);
		},
	);

	it.each([501, 504, 505, 520, 524])(
		'It can after a response with status %d only if the call costs nothing, because Laddro may be at work.',
		(statusCode) => {
			expect(isRetryable(status(statusCode))).toBe(false);
			expect(isRetryable(status(statusCode), { isFree: true })).toBe(true);
		},
	);

	it('It can after a connection that was never made.', () => {
		expect(isRetryable(connection)).toBe(true);
	});

	it('It can after a connection that broke when the request was sent only if the call costs nothing.', () => {
		expect(isRetryable(broken)).toBe(false);
		expect(isRetryable(broken, { isFree: true })).toBe(true);
	});

	it('It can after a rate limit that lasts long, because a later run can succeed.', () => {
		expect(isRetryable(rateLimited)).toBe(true);
	});

	it.each([429, 503])('It can after an error event of status %d that came first.', (statusCode) => {
		expect(isRetryable(streamError(statusCode))).toBe(true);
	});

	it.each([429, 503])(
		'It can not after an error event of status %d that came after another event.',
		(statusCode) => {
			expect(isRetryable(streamError(statusCode, false))).toBe(false);
		},
	);

	it.each([undefined, 400, 401, 402, 403, 422, 500, 501, 502, 504])(
		'It can not after an error event of status %s, even if it came first.',
		(statusCode) => {
			expect(isRetryable(streamError(statusCode))).toBe(false);
		},
	);

	it.each(FINAL)('It can not after %j.', (failure) => {
		expect(isRetryable(failure)).toBe(false);
	});

	it.each<[Interruption, boolean]>([
		['connectionCut', true],
		['ended', true],
		['silence', true],
		['timeUp', false],
		['malformedResponse', false],
		['responseTooLarge', false],
		['malformedEvent', false],
		['eventTooLarge', false],
		['streamTooLarge', false],
		['fileCut', false],
		['notTheFile', false],
		['notStored', false],
	])('After the interruption "%s" of a call that costs nothing it can: %s.', (cause, expected) => {
		expect(isRetryable({ kind: 'interrupted', cause }, { isFree: true })).toBe(expected);
		expect(isRetryable({ kind: 'interrupted', cause }, { isFree: false })).toBe(false);
	});

	it.each(FINAL.filter(({ kind }) => kind !== 'interrupted'))(
		'It can not after %j, although the call costs nothing.',
		(failure) => {
			expect(isRetryable(failure, { isFree: true })).toBe(false);
		},
	);
});

describe('Whether a call can be repeated that makes a new document for nothing', () => {
	const creation = { isFree: true, isCreation: true };

	it.each([429, 503])('It can after a response with status %d, which refused it.', (statusCode) => {
		expect(isRetryable(status(statusCode), creation)).toBe(true);
	});

	it.each([400, 401, 408, 425, 500, 502, 504, 520])(
		'It can not after a response with status %d, because the document may have been made.',
		(statusCode) => {
			expect(isRetryable(status(statusCode), creation)).toBe(false);
		},
	);

	it('It can after a connection that was never made, and not after one that broke.', () => {
		expect(isRetryable(connection, creation)).toBe(true);
		expect(isRetryable(broken, creation)).toBe(false);
		expect(isRetryable({ kind: 'interrupted', cause: 'silence' }, creation)).toBe(false);
	});
});

describe('Whether every further request of the run would fail alike', () => {
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
	])('After status %d with the code %s: %s.', (statusCode, code, expected) => {
		expect(isFatalForAll(status(statusCode, { code }))).toBe(expected);
		expect(isFatalForAll(streamError(statusCode, false, code))).toBe(expected);
	});

	it('It would after a rate limit that lasts longer than an item may take.', () => {
		expect(isFatalForAll(rateLimited)).toBe(true);
	});

	it.each([connection, broken, streamError(), ...FINAL])('It would not after %j.', (failure) => {
		expect(isFatalForAll(failure)).toBe(false);
	});
});

describe('After a failure that every further request of the run would share', () => {
	it.each([status(401), status(402, { message: 'No credits', retryAfter: 5 }), rateLimited])(
		'there is no other try, and the run is refused with the same: %j',
		(failure) => {
			const consequence = consequenceOf(failure, { ...FIRST, isFree: true });
			expect(consequence).toEqual({ failure, refusal: failure });
		},
	);

	it('in a stream, the run is refused with a status: nothing of the others was sent that may have been charged', () => {
		const upgradeUrl = 'https://a.example';
		const failure = {
			...streamError(403, true, 'insufficient_credits'),
			message: 'No credits',
			upgradeUrl,
		};
		expect(consequenceOf(failure, FIRST)).toEqual({
			failure,
			refusal: {
				kind: 'status',
				statusCode: 403,
				meaning: 'noCredits',
				message: 'No credits',
				code: 'insufficient_credits',
				upgradeUrl,
			},
		});
	});
});

describe('After a rate limit that lasts longer than an item may take', () => {
	it('the run is refused with a failure that says until when', () => {
		const texts = { message: 'Slow down', code: 'limit', upgradeUrl: 'https://l.co' };
		const failure = { kind: 'rateLimited', statusCode: 429, ...texts, retryAt: NOW + 300_001 };
		expect(consequenceOf(status(429, { retryAfter: 300_001, ...texts }), FIRST)).toEqual({
			failure,
			refusal: failure,
		});
	});

	it('the run is refused as well when an item has met the limit until its time was up', () => {
		const last = { ...FIRST, attempts: 9, limited: 9, holdsInRow: 8, timeLeft: 14_999 };
		for (const failure of [status(429), streamError(429)]) {
			expect(consequenceOf(failure, last)).toMatchObject({
				refusal: { kind: 'rateLimited', retryAt: NOW + 15_000 },
			});
		}
		for (const rest of [{ limited: 8 }, { timeLeft: 15_000 }]) {
			expect(consequenceOf(status(429), { ...last, ...rest }).refusal).toBeUndefined();
		}
	});

	it.each([
		['lasts exactly as long as the timeout', status(429, { retryAfter: 300_000 }), 300_000],
		['says nothing about how long it lasts', status(429), 300_000],
		['says nothing about how long it lasts, when the timeout is 0', status(429), 0],
	])('only that is: not after one that %s', (_, failure, timeout) => {
		const consequence = consequenceOf(failure, { ...FIRST, timeout });
		expect(consequence.failure).toBe(failure);
		expect(consequence.refusal).toBeUndefined();
	});

	it.each([status(503, { retryAfter: 86_400_000 }), streamError(429), connection, ...FINAL])(
		'only that is: not after %j',
		(failure) => {
			const consequence = consequenceOf(failure, FIRST);
			expect(consequence.failure).toBe(failure);
			expect(consequence.refusal).toBeUndefined();
		},
	);
});

describe('How long every request of the run has to wait', () => {
	it.each([status(429), streamError(429), streamError(429, false)])(
		'After the rate limit %j it is as long as its own call.',
		(failure) => {
			expect(consequenceOf(failure, FIRST).hold).toBe(1000);
		},
	);

	it('It is as long as the server asks for.', () => {
		const failure = status(429, { retryAfter: 7000 });
		expect(consequenceOf(failure, FIRST)).toEqual({ failure, retryIn: 7000, hold: 7000 });
	});

	it.each([{ attempts: 4 }, { timeLeft: 7000 }])(
		'It is so although the call itself is not tried again: %j.',
		(rest) => {
			const failure = status(429, { retryAfter: 7000 });
			expect(consequenceOf(failure, { ...FIRST, ...rest })).toEqual({ failure, hold: 7000 });
		},
	);

	it.each([status(503), status(402), streamError(503), streamError(), connection, ...FINAL])(
		'They need not wait after %j.',
		(failure) => {
			expect(consequenceOf(failure, FIRST).hold).toBeUndefined();
		},
	);
});

describe('When a call is tried again', () => {
	const busy = status(503);

	it.each([
		[1, 2000],
		[2, 4000],
		[3, 8000],
		[4, 16_000],
		[5, 30_000],
		[5000, 30_000],
	])('After try %d the wait is drawn from the upper half of %d ms.', (attempts, most) => {
		const waitFor = (random: number) =>
			consequenceOf(busy, { ...FIRST, attempts, maxRetries: 5000, random }).retryIn;
		expect(waitFor(0)).toBe(most / 2);
		expect(waitFor(0.5)).toBe(most * 0.75);
		expect(waitFor(1 - Number.EPSILON)).toBeCloseTo(most, 0);
	});

	it.each([4000, 7000, 200_000])(
		'It is when the server asks for, or up to a quarter later: %d ms.',
		(retryAfter) => {
			for (const statusCode of [429, 503]) {
				const waitFor = (random: number) =>
					consequenceOf(status(statusCode, { retryAfter }), { ...FIRST, random }).retryIn;
				expect(waitFor(0)).toBe(retryAfter);
				expect(waitFor(0.5)).toBe(retryAfter * 1.125);
			}
		},
	);

	it('It is later than the server asks for by half of what is left of the timeout at most.', () => {
		const failure = status(429, { retryAfter: 299_000 });
		expect(consequenceOf(failure, { ...FIRST, random: 0.5 }).retryIn).toBe(299_250);
	});

	it.each([0, 1])(
		'It is not sooner than usual when a busy server asks for %d ms.',
		(retryAfter) => {
			expect(consequenceOf(status(503, { retryAfter }), { ...FIRST, attempts: 3 }).retryIn).toBe(
				4000,
			);
		},
	);

	it.each([0, 1])(
		'It is a second later at least when the rate limit asks for %d ms.',
		(retryAfter) => {
			const failure = status(429, { retryAfter });
			expect(consequenceOf(failure, { ...FIRST, holdsInRow: 3 })).toMatchObject({
				retryIn: 1000,
				hold: 1000,
			});
		},
	);

	it('It is later with each wait for the rate limit that the run has in a row, whichever try it is.', () => {
		const waits = [0, 1, 2, 3, 9].map(
			(holdsInRow) => consequenceOf(status(429), { ...FIRST, holdsInRow }).hold,
		);
		expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000]);
	});

	it('The rate limit uses up no try where there is more than one.', () => {
		const ninth = { ...FIRST, attempts: 9, limited: 7 };
		expect(consequenceOf(status(429), ninth).retryIn).toBe(1000);
		expect(consequenceOf(busy, ninth).retryIn).toBe(2000);
		expect(consequenceOf(busy, { ...ninth, limited: 5 }).retryIn).toBeUndefined();
		const only = { ...FIRST, limited: 1, maxRetries: 0 };
		expect(consequenceOf(status(429), only).retryIn).toBeUndefined();
	});

	it('It is not when there is nothing left of the timeout after the wait.', () => {
		const failure = status(503, { retryAfter: 7000 });
		expect(consequenceOf(failure, { ...FIRST, timeLeft: 7001 }).retryIn).toBe(7000);
		expect(consequenceOf(failure, { ...FIRST, timeLeft: 7000 }).retryIn).toBeUndefined();
	});

	it('It is not after the last retry that is allowed.', () => {
		expect(consequenceOf(busy, { ...FIRST, attempts: 3 }).retryIn).toBe(4000);
		expect(consequenceOf(busy, { ...FIRST, attempts: 4 }).retryIn).toBeUndefined();
		expect(consequenceOf(busy, { ...FIRST, maxRetries: 0 }).retryIn).toBeUndefined();
	});

	it.each(FINAL)('It is not after %j, when the call is paid for.', (failure) => {
		expect(consequenceOf(failure, FIRST)).toEqual({ failure });
	});

	it('It is after a response that broke, when the call costs nothing.', () => {
		const failure: Failure = { kind: 'interrupted', cause: 'ended' };
		expect(consequenceOf(failure, { ...FIRST, isFree: true })).toEqual({ failure, retryIn: 1000 });
	});

	it('The wait stays within its limits for any try and any random number.', () => {
		const drawn = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 31 }), drawn, (attempts, random) => {
				const call = { ...FIRST, attempts, maxRetries: attempts, random };
				const delay = consequenceOf(connection, call).retryIn ?? -1;
				const most = Math.min(30_000, 2000 * 2 ** (attempts - 1));
				expect(delay).toBeGreaterThanOrEqual(most / 2);
				expect(delay).toBeLessThanOrEqual(most);
			}),
			cases(),
		);
	});
});

describe('What a failure says of the API', () => {
	it.each<[Failure, down: boolean, answered: boolean]>([
		[connection, true, false],
		[broken, false, false],
		[status(408), true, false],
		[status(503), true, false],
		[status(504), true, false],
		[status(429), false, false],
		[status(422), false, true],
		[status(401), false, true],
		[streamError(503), true, false],
		[streamError(429), false, false],
		[streamError(503, false), false, true],
		[streamError(), false, true],
		[{ kind: 'nothingGenerated', events: '' }, false, true],
		[{ kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 }, false, true],
		[{ kind: 'interrupted', cause: 'silence' }, false, false],
		[{ kind: 'stopped' }, false, false],
	])(
		'After %j it is down: %s, and has taken note of the request: %s.',
		(failure, down, answered) => {
			expect(isDown(failure)).toBe(down);
			expect(wasAnswered(failure)).toBe(answered);
		},
	);
});

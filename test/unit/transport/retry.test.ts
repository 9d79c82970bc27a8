import fc from 'fast-check';
import type { Failure, FailureKind } from '../../../nodes/Laddro/transport/failure';
import {
	isFatalForAll,
	isRetryable,
	parseRetryAfter,
	retryDelay,
} from '../../../nodes/Laddro/transport/retry';

function failure(kind: FailureKind, statusCode?: number, retryAfter?: number): Failure {
	return { kind, message: 'x', statusCode, retryAfter };
}

describe('Trying again', () => {
	it.each([429, 500, 502, 503, 504])('makes sense after status %d', (status) => {
		expect(isRetryable(failure('status', status))).toBe(true);
		expect(isRetryable(failure('streamError', status))).toBe(true);
	});

	it.each([400, 401, 402, 403, 404, 409, 413, 418, 422, 301, 501, 505])(
		'makes no sense after status %d',
		(status) => {
			expect(isRetryable(failure('status', status))).toBe(false);
			expect(isRetryable(failure('streamError', status))).toBe(false);
		},
	);

	it('makes sense after a failed connection', () => {
		expect(isRetryable(failure('connection'))).toBe(true);
	});

	it.each(['interrupted', 'notAStream', 'nothing', 'request', 'parameter', 'stopped'] as const)(
		'is not sure not to pay twice, or is in vain, after "%s", even with a status that passes',
		(kind) => {
			expect(isRetryable(failure(kind))).toBe(false);
			expect(isRetryable(failure(kind, 503))).toBe(false);
		},
	);

	it('is not done after an error in the stream that came without a status', () => {
		expect(isRetryable(failure('streamError'))).toBe(false);
	});

	it.each([
		[401, true],
		[402, true],
		[400, false],
		[403, false],
		[429, false],
		[500, false],
	])('for every other item as well: status %d says whether it is in vain: %s', (status, fatal) => {
		expect(isFatalForAll(failure('status', status))).toBe(fatal);
		expect(isFatalForAll(failure('streamError', status))).toBe(fatal);
	});

	it('is not in vain for the others after a failure without a status', () => {
		expect(isFatalForAll(failure('connection'))).toBe(false);
	});
});

describe('The wait before another try', () => {
	it.each([
		[1, 500],
		[2, 1000],
		[3, 2000],
		[6, 16_000],
		[7, 30_000],
		[10, 30_000],
		[5000, 30_000],
	])('after try %d is drawn from up to %d ms', (attempt, most) => {
		expect(retryDelay(attempt, failure('status', 503), 0)).toBe(0);
		expect(retryDelay(attempt, failure('status', 503), 0.5)).toBe(most / 2);
		expect(retryDelay(attempt, failure('status', 503), 1 - Number.EPSILON)).toBeCloseTo(most, 0);
	});

	it.each([0, 1, 7000, 86_400_000])('is exactly what the server asks for: %d ms', (retryAfter) => {
		expect(retryDelay(1, failure('status', 429, retryAfter), 0.7)).toBe(retryAfter);
		expect(retryDelay(9, failure('status', 503, retryAfter), 0)).toBe(retryAfter);
	});

	it('stays within its bounds for any try and any chance', () => {
		const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 31 }), random, (attempt, chance) => {
				const delay = retryDelay(attempt, failure('connection'), chance);
				expect(delay).toBeGreaterThanOrEqual(0);
				expect(delay).toBeLessThanOrEqual(30_000);
				if (attempt < 7) expect(delay).toBeLessThanOrEqual(500 * 2 ** (attempt - 1));
			}),
		);
	});
});

describe('A Retry-After header', () => {
	const now = Date.parse('2026-03-01T12:00:00Z');

	it.each([
		['0', 0],
		['7', 7000],
		[' 120 ', 120_000],
		['007', 7000],
	])('can be a number of seconds: "%s"', (header, milliseconds) => {
		expect(parseRetryAfter(header, now)).toBe(milliseconds);
	});

	it.each([
		['the form of today', 'Sun, 01 Mar 2026 12:00:30 GMT'],
		['the form of RFC 850', 'Sunday, 01-Mar-26 12:00:30 GMT'],
		['blanks around', '  Sun, 01 Mar 2026 12:00:30 GMT '],
	])('can be a date, with %s', (_, header) => {
		expect(parseRetryAfter(header, now)).toBe(30_000);
	});

	it('asks for no wait when its date has passed', () => {
		expect(parseRetryAfter('Sun, 01 Mar 2026 11:59:59 GMT', now)).toBe(0);
		expect(parseRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', now)).toBe(0);
	});

	it.each([
		undefined,
		'',
		'   ',
		'soon',
		'-5',
		'+5',
		'1.5',
		'1e3',
		'0x10',
		'5 seconds',
		'12:00',
		'2026-03-01T12:00:30Z',
		'1 Mar 2026 12:00:30 GMT',
		'sun, 01 Mar 2026 12:00:30 GMT',
		'Infinity',
		'NaN',
		'Someday',
		'Foo 1',
	])('says nothing when it is %j', (header) => {
		expect(parseRetryAfter(header, now)).toBeUndefined();
	});

	it('never asks for a wait below zero, or for one that is no number', () => {
		const header = fc.oneof(
			fc.string(),
			fc.integer().map(String),
			fc.bigInt().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
			fc.string().map((text) => `Sun ${text}`),
		);
		fc.assert(
			fc.property(header, fc.nat({ max: 2 ** 42 }), (text, moment) => {
				const wait = parseRetryAfter(text, moment);
				if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 500 },
		);
	});

	it('gives back any date to the second', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 8 }), (seconds) => {
				const header = new Date(now + seconds * 1000).toUTCString();
				expect(parseRetryAfter(header, now)).toBe(seconds * 1000);
			}),
		);
	});
});

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { StatusMeaning } from '../../../nodes/Laddro/common/failure';
import { meaningOf, parseRetryAfter, statusFailure } from '../../../nodes/Laddro/api/status';
import { cases } from '../cases';
import { Body } from './fakeApi';

const now = Date.parse('2026-03-01T12:00:00Z');

/** The failure of a response with this status, body and headers. */
function failureOf(statusCode: number, body?: unknown, headers = {}) {
	return statusFailure({ statusCode, headers, body: new Body([], 'hold') }, body, now);
}

describe('meaningOf', () => {
	it.each<[number, StatusMeaning]>([
		[100, 'badRequest'],
		[199, 'badRequest'],
		[299, 'badRequest'],
		[300, 'redirect'],
		[301, 'redirect'],
		[303, 'redirect'],
		[304, 'notModified'],
		[305, 'redirect'],
		[399, 'redirect'],
		[400, 'badRequest'],
		[401, 'keyRefused'],
		[402, 'noCredits'],
		[403, 'forbidden'],
		[404, 'notFound'],
		[407, 'proxyLogin'],
		[408, 'notTakenOn'],
		[409, 'badRequest'],
		[413, 'tooLarge'],
		[418, 'badRequest'],
		[421, 'wrongServer'],
		[422, 'unprocessable'],
		[425, 'notTakenOn'],
		[426, 'wrongServer'],
		[429, 'rateLimit'],
		[431, 'headersTooLarge'],
		[451, 'legalReasons'],
		[499, 'badRequest'],
		[500, 'unavailable'],
		[501, 'serverError'],
		[502, 'unavailable'],
		[503, 'unavailable'],
		[504, 'serverError'],
		[505, 'serverError'],
		[524, 'serverError'],
		[599, 'serverError'],
	])('gives status %d the meaning "%s"', (statusCode, meaning) => {
		expect(meaningOf(statusCode, undefined)).toBe(meaning);
	});

	it.each<[string, StatusMeaning]>([
		['requires_upgrade', 'planTooSmall'],
		['insufficient_credits', 'noCredits'],
		['insufficient_scope', 'scopeMissing'],
		['something_else', 'forbidden'],
		['', 'forbidden'],
	])('gives status 403 with the code "%s" the meaning "%s"', (code, meaning) => {
		expect(meaningOf(403, code)).toBe(meaning);
	});

	it.each<[number, StatusMeaning]>([
		[400, 'badRequest'],
		[402, 'noCredits'],
		[404, 'notFound'],
		[503, 'unavailable'],
	])('ignores the code of status %d', (statusCode, meaning) => {
		expect(meaningOf(statusCode, 'requires_upgrade')).toBe(meaning);
	});
});

describe('statusFailure', () => {
	it("has the API's own message, and nothing that the response did not say", () => {
		const body = { error: 'Not Found', message: 'Resume not found', statusCode: 404 };
		expect(failureOf(404, body)).toEqual({
			kind: 'status',
			statusCode: 404,
			meaning: 'notFound',
			message: 'Resume not found',
			code: undefined,
			upgradeUrl: undefined,
			retryAfter: undefined,
			isJson: true,
		});
	});

	it('says when the body is not the JSON that the API sends', () => {
		expect(failureOf(403, undefined)).toMatchObject({ isJson: false });
	});

	it.each([
		['ahead', 'Sun, 01 Mar 2026 11:50:00 GMT', 'Sun, 01 Mar 2026 11:50:03 GMT'],
		['behind', 'Sun, 01 Mar 2026 12:10:00 GMT', 'Sun, 01 Mar 2026 12:10:03 GMT'],
	])(
		"measures a date by the server's own clock where n8n's is 10 minutes %s",
		(_, date, retryAfter) => {
			const headers = { date, 'retry-after': retryAfter };
			expect(failureOf(429, {}, headers).retryAfter).toBe(3000);
		},
	);

	it('has the code, and the address where credits can be bought', () => {
		const upgradeUrl = 'https://laddro.com/upgrade';
		const body = { error: 'No credits', code: 'insufficient_credits', upgradeUrl };
		expect(failureOf(402, body)).toMatchObject({
			message: 'No credits',
			code: 'insufficient_credits',
			upgradeUrl,
		});
	});

	it('has the meaning that the code in the body gives to a 403', () => {
		const body = { error: 'Not in your plan', code: 'requires_upgrade' };
		expect(failureOf(403, body)).toMatchObject({ statusCode: 403, meaning: 'planTooSmall' });
	});

	it("has the response's own status, whatever its body says", () => {
		expect(failureOf(503, { statusCode: 401 })).toMatchObject({
			statusCode: 503,
			meaning: 'unavailable',
		});
	});

	it.each([[undefined], ['<html>Bad Gateway</html>'], [null], [['x']], [{}]])(
		'has no message when the body is %j',
		(body) => expect(failureOf(502, body).message).toBeUndefined(),
	);

	it.each([
		['12', 12_000],
		['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
		['later', undefined],
		[['12'], undefined],
		[undefined, undefined],
	])('has the wait that the header Retry-After asks for: %j', (header, retryAfter) => {
		expect(failureOf(429, {}, { 'retry-after': header }).retryAfter).toBe(retryAfter);
	});
});

describe('parseRetryAfter', () => {
	it.each([
		['0', 0],
		['7', 7000],
		[' 120 ', 120_000],
		['007', 7000],
		['3600', 3_600_000],
		['86400', 86_400_000],
		['5.5', 5500],
		['0.0001', 1],
	])('reads a number of seconds: "%s"', (header, milliseconds) => {
		expect(parseRetryAfter(header, now)).toBe(milliseconds);
	});

	it.each([
		['in the current form', 'Sun, 01 Mar 2026 12:00:30 GMT'],
		['in the form of RFC 850', 'Sunday, 01-Mar-26 12:00:30 GMT'],
		['in the form of asctime', 'Sun Mar  1 12:00:30 2026'],
		['with spaces around it', '  Sun, 01 Mar 2026 12:00:30 GMT '],
	])('reads a date %s', (_, header) => {
		expect(parseRetryAfter(header, now)).toBe(30_000);
	});

	// A process takes its time zone when it starts.
	it.each(['America/New_York', 'Asia/Tokyo'])('reads a date without a zone in GMT in %s', (TZ) => {
		const path = require.resolve('../../../nodes/Laddro/api/status');
		const code = `process.stdout.write(String(require(${JSON.stringify(path)}).parseRetryAfter('Sun Mar  1 12:00:30 2026', ${now})))`;
		const args = ['--require', require.resolve('tsx/cjs'), '--eval', code];
		const env = { ...process.env, TZ };
		expect(execFileSync(process.execPath, args, { env, encoding: 'utf8' })).toBe('30000');
	});

	it.each([
		'Mon, 02 Mar 2026 12:00:00 GMT',
		'Tue, 03 Mar 2026 12:00:00 GMT',
		'Wed, 04 Mar 2026 12:00:00 GMT',
		'Thu, 05 Mar 2026 12:00:00 GMT',
		'Fri, 06 Mar 2026 12:00:00 GMT',
		'Sat, 07 Mar 2026 12:00:00 GMT',
		'Sun, 08 Mar 2026 12:00:00 GMT',
	])('reads a date on any day of the week: %s', (header) => {
		expect(parseRetryAfter(header, now)).toBe(Date.parse(header) - now);
	});

	it('returns 0 for a date that has passed', () => {
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
		'1.5.2',
		'.5',
		'1e3',
		'0x10',
		'5 seconds',
		'in 5',
		'12:00',
		'2026-03-01T12:00:30Z',
		'1 Mar 2026 12:00:30 GMT',
		'1 Mar 2026 12:00:30 GMT Sun',
		'sun, 01 Mar 2026 12:00:30 GMT',
		'Infinity',
		'NaN',
		'Someday',
		'Foo 1',
	])('returns undefined for %j', (header) => {
		expect(parseRetryAfter(header, now)).toBeUndefined();
	});

	it('never returns a wait below zero, or one that is not a number', () => {
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
			cases(500),
		);
	});

	it('reads any date to the second', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 8 }), (seconds) => {
				const header = new Date(now + seconds * 1000).toUTCString();
				expect(parseRetryAfter(header, now)).toBe(seconds * 1000);
			}),
			cases(),
		);
	});
});

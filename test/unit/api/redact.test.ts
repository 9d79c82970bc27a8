import type { Failure, RequestFailure, StatusFailure } from '../../../nodes/Laddro/common/failure';
import { redact, sentKey } from '../../../nodes/Laddro/api/redact';

const KEY = 'lk_live_0123456789';

function redactMessage(message: string, key = KEY): string | undefined {
	const redacted = redact(key, { kind: 'request', message });
	return redacted.kind === 'request' ? redacted.message : undefined;
}

describe('The key as it is sent', () => {
	it.each([
		` ${KEY}`,
		`${KEY} `,
		`\t${KEY}\n`,
		`\u200b${KEY}`,
		`\u200e${KEY}`,
		`lk_\u200blive_0123456789`,
		`\ufeff${KEY}\u00a0`,
	])('is without spaces and invisible characters: %j', (key) => {
		expect(sentKey(key)).toBe(KEY);
	});

	it.each([undefined, null, 7])('is empty when the credential holds %j', (key) => {
		expect(sentKey(key)).toBe('');
	});
});

describe('redact', () => {
	it('cuts the key out of every text, each time that it occurs, and changes nothing else', () => {
		const failure: StatusFailure = {
			kind: 'status',
			meaning: 'keyRefused',
			message: `${KEY}, again ${KEY}`,
			code: `code-${KEY}`,
			upgradeUrl: `https://l.co/?key=${KEY}`,
			statusCode: 401,
			retryAfter: 5,
		};
		expect(redact(KEY, failure)).toEqual({
			kind: 'status',
			meaning: 'keyRefused',
			message: '***, again ***',
			code: 'code-***',
			upgradeUrl: 'https://l.co/?key=***',
			statusCode: 401,
			retryAfter: 5,
		});
	});

	it.each<[Failure, Failure]>([
		[
			{ kind: 'parameter', message: `Not ${KEY}`, advice: `Drop ${KEY}` },
			{ kind: 'parameter', message: 'Not ***', advice: 'Drop ***' },
		],
		[
			{ kind: 'connection', code: KEY, mayBeDelivered: true },
			{ kind: 'connection', code: '***', mayBeDelivered: true },
		],
		[
			{ kind: 'request', code: KEY, message: `Not ${KEY}` },
			{ kind: 'request', code: '***', message: 'Not ***' },
		],
		[
			{
				kind: 'rateLimited',
				statusCode: 429,
				retryAt: 5,
				message: KEY,
				code: KEY,
				upgradeUrl: KEY,
			},
			{
				kind: 'rateLimited',
				statusCode: 429,
				retryAt: 5,
				message: '***',
				code: '***',
				upgradeUrl: '***',
			},
		],
		[
			{ kind: 'streamError', isFirstEvent: true, message: KEY, code: KEY, upgradeUrl: KEY },
			{ kind: 'streamError', isFirstEvent: true, message: '***', code: '***', upgradeUrl: '***' },
		],
		[
			{
				kind: 'unexpectedAnswer',
				expected: 'stream',
				statusCode: 200,
				contentType: `text/${KEY}`,
			},
			{ kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200, contentType: 'text/***' },
		],
	])('cuts the key out of every text of %j', (failure, expected) => {
		expect(redact(KEY, failure)).toEqual(expected);
	});

	it('does not change the failure that it is given', () => {
		const failure: RequestFailure = { kind: 'request', message: KEY };
		redact(KEY, failure);
		expect(failure.message).toBe(KEY);
	});

	it.each([
		['lk_live_0123456789', '***'],
		['xlk_live_0123456789y', 'x***y'],
		['lk_live_0123456789lk_live_0123456789', '******'],
		['lk_live_01234…', '***…'],
		['lk_live_ and 0123456789', '*** and 0123456789'],
		['lk_live_0123x lk_live_', '***x ***'],
		['lk_liv', 'lk_liv'],
		['0123456789', '0123456789'],
	])('also cuts out a key that has itself been cut: %s', (message, expected) => {
		expect(redactMessage(message)).toBe(expected);
	});

	it('cuts out a key that holds its own beginning once more', () => {
		const key = 'lk_live_lk_live_SECRET1234';
		expect(redactMessage(`Invalid key ${key}.`, key)).toBe('Invalid key ***.');
	});

	it('cuts out a key of fewer than eight characters', () => {
		expect(redactMessage('xabcabcx', 'abc')).toBe('x******x');
	});

	it.each([
		['status', { kind: 'status', meaning: 'noCredits', statusCode: 402 }],
		['Credit', { kind: 'status', meaning: 'noCredits', statusCode: 402 }],
		['silence', { kind: 'interrupted', cause: 'silence', limit: 5 }],
		['stream', { kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 }],
	] as const)("leaves the node's own words alone when the key is %s", (key, failure) => {
		expect(redact(key, failure)).toEqual(failure);
	});

	it('adds no property that the failure does not have', () => {
		expect(Object.keys(redact(KEY, { kind: 'stopped' }))).toEqual(['kind']);
	});

	it('changes nothing when there is no key', () => {
		expect(redactMessage('abc', '')).toBe('abc');
	});
});

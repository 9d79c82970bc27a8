import { adviceFor } from '../../../nodes/Laddro/transport/advice';
import {
	interrupted,
	isEventStream,
	notAStream,
	nothingGenerated,
	requestFailure,
	statusFailure,
	stopped,
	streamFailure,
	type Break,
} from '../../../nodes/Laddro/transport/failures';

const UPGRADE = 'https://laddro.com/upgrade';

describe('Advice', () => {
	it.each([
		[400, 'Check the parameters of this item'],
		[401, 'Check the API key'],
		[402, 'buy more'],
		[403, "Check the plan and the key's permissions"],
		[404, 'Choose a resume that exists'],
		[409, 'Check the parameters of this item'],
		[413, 'Shorten the job description'],
		[418, 'Check the parameters of this item'],
		[422, 'Check the job description'],
		[429, 'Lower Requests per Minute'],
		[301, 'Redirects are not followed'],
		[300, 'Redirects are not followed'],
		[399, 'Redirects are not followed'],
		[500, 'Run this item again later'],
		[503, 'Run this item again later'],
		[599, 'Run this item again later'],
		[undefined, 'Look at your credits'],
	])('for status %s is what the user can do: %s', (status, words) => {
		expect(adviceFor(status)).toContain(words);
	});

	it('ends with the address where credits can be bought, where the API names one', () => {
		expect(adviceFor(402, UPGRADE)).toBe(`${adviceFor(402)} ${UPGRADE}`);
		expect(adviceFor(403, UPGRADE)).toContain(UPGRADE);
		expect(adviceFor(402)).not.toContain('undefined');
	});

	it.each([401, 402])('for status %d says that the items after it cost no request', (status) => {
		expect(adviceFor(status)).toContain('Items that had not started fail alike, without a request');
	});
});

describe('An answer that says no', () => {
	const now = Date.parse('2026-03-01T12:00:00Z');

	it("is told in the API's own words", () => {
		const body = { error: 'Not Found', message: 'Resume not found', statusCode: 404 };
		expect(statusFailure(404, {}, body, now)).toEqual({
			kind: 'status',
			message: 'Resume not found',
			description: adviceFor(404),
			statusCode: 404,
			code: undefined,
			retryAfter: undefined,
		});
	});

	it('carries the code, and the address where credits can be bought', () => {
		const body = { error: 'No credits', code: 'insufficient_credits', upgradeUrl: UPGRADE };
		expect(statusFailure(402, {}, body, now)).toMatchObject({
			message: 'No credits',
			code: 'insufficient_credits',
			description: adviceFor(402, UPGRADE),
		});
	});

	it("has the answer's own status, whatever its body claims", () => {
		expect(statusFailure(503, {}, { statusCode: 401 }, now).statusCode).toBe(503);
	});

	it.each([[undefined], ['<html>Bad Gateway</html>'], [null], [['x']], [{}]])(
		'is told by its status when its body is %j',
		(body) => {
			expect(statusFailure(502, {}, body, now).message).toBe('Laddro answered with status 502');
		},
	);

	it.each([
		['12', 12_000],
		['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
		['later', undefined],
		[['12'], undefined],
		[undefined, undefined],
	])('carries the wait that it asks for: %j', (header, retryAfter) => {
		expect(statusFailure(429, { 'retry-after': header }, {}, now).retryAfter).toBe(retryAfter);
	});
});

describe('An error in the stream', () => {
	it("is told in the API's own words", () => {
		const error = { message: 'Overloaded', statusCode: 402, code: 'busy', upgradeUrl: UPGRADE };
		expect(streamFailure(error)).toEqual({
			kind: 'streamError',
			message: 'Overloaded',
			description: adviceFor(402, UPGRADE),
			statusCode: 402,
			code: 'busy',
		});
	});

	it('without a word has a sentence of its own', () => {
		expect(streamFailure({})).toEqual({
			kind: 'streamError',
			message: 'Laddro reported an error in the stream',
			description: adviceFor(undefined),
		});
	});
});

describe('An answer that is no event stream', () => {
	it.each([
		'text/event-stream',
		'text/event-stream; charset=utf-8',
		'text/event-stream;charset=utf-8',
		'text/event-stream ; charset=utf-8',
		'Text/Event-Stream',
	])('is not one with the content type %s', (type) => {
		expect(isEventStream({ 'content-type': type })).toBe(true);
	});

	it.each([
		'text/html',
		'application/json',
		'text/event-streams',
		'x-text/event-stream',
		'application/text/event-stream',
		'text/html; text/event-stream',
		'',
		undefined,
		['text/event-stream'],
	])('is one with the content type %j', (type) => {
		expect(isEventStream({ 'content-type': type })).toBe(false);
	});

	it('is named by its content type', () => {
		const failure = notAStream(200, { 'content-type': 'text/html; charset=utf-8' });
		expect(failure).toMatchObject({ kind: 'notAStream', statusCode: 200 });
		expect(failure.message).toBe(
			'Laddro answered with "text/html; charset=utf-8" instead of an event stream',
		);
		expect(failure.description).toContain('Check the Base URL');
	});

	it.each([undefined, ''])('is named by the lack of a content type: %j', (type) => {
		expect(notAStream(200, { 'content-type': type }).message).toBe(
			'Laddro answered without a content type instead of with an event stream',
		);
	});

	it('is not allowed a speech in its content type', () => {
		const { message } = notAStream(200, { 'content-type': 'x'.repeat(5000) });
		expect(message).toContain(`"${'x'.repeat(100)}"`);
	});
});

describe('A stream that broke', () => {
	const limits = { idleTimeout: 60_000, timeout: 300_000 };

	it.each<[Break, string]>([
		['ended', 'The stream ended before the document was complete'],
		['cut', 'The connection was cut before the document was complete'],
		['silence', 'Laddro sent nothing for 60 seconds'],
		['timeUp', 'The item took longer than 300 seconds'],
		['malformed', 'The stream carried an event that can not be read'],
		['eventTooLarge', 'The stream carried an event of more than 8 MiB'],
		['streamTooLarge', 'The stream carried more than 64 MiB'],
	])('by "%s" is an interruption that says: %s', (by, message) => {
		expect(interrupted(by, limits)).toEqual({
			kind: 'interrupted',
			message,
			description: expect.stringContaining('credits may have been charged'),
		});
	});

	it('is something else than one that brought nothing, or than a stop', () => {
		expect(nothingGenerated()).toMatchObject({
			kind: 'nothing',
			message: expect.stringContaining('Nothing was generated'),
			description: expect.stringContaining('Credits may have been charged'),
		});
		expect(stopped()).toEqual({
			kind: 'stopped',
			message: 'The execution was stopped before this item was done',
		});
	});
});

describe("What n8n's request helper throws", () => {
	function thrown(message: string, code?: unknown, cause?: unknown): Error {
		return Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });
	}

	it.each([
		'EAI_AGAIN',
		'ECONNREFUSED',
		'ECONNRESET',
		'EHOSTUNREACH',
		'ENETDOWN',
		'ENETUNREACH',
		'ENOTFOUND',
		'EPIPE',
		'ETIMEDOUT',
	])('is a failed connection with the code %s', (code) => {
		expect(requestFailure(thrown('connect to 10.0.0.1', code))).toEqual({
			kind: 'connection',
			message: `Laddro could not be reached (${code})`,
			description: expect.stringContaining('Check the Base URL'),
			code,
		});
	});

	it('may hold its code some causes deep', () => {
		const deep = thrown('a', undefined, thrown('b', 7, thrown('c', 'ECONNRESET')));
		expect(requestFailure(deep)).toMatchObject({ kind: 'connection', code: 'ECONNRESET' });
	});

	it('is not searched for ever', () => {
		const loop = thrown('round and round');
		loop.cause = loop;
		expect(requestFailure(loop)).toMatchObject({ kind: 'request', message: 'round and round' });
	});

	it('is a failed request with any other code', () => {
		const failure = requestFailure(
			thrown('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
		);
		expect(failure).toEqual({
			kind: 'request',
			message: 'self-signed certificate',
			description: 'Check the Laddro API credential.',
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
	});

	it('speaks with the words of the innermost error', () => {
		expect(requestFailure(thrown('outer', undefined, thrown('inner'))).message).toBe('inner');
	});

	it.each([[undefined], ['text'], [{ message: 'x', code: 'ECONNRESET' }], [thrown('  ')]])(
		'has a sentence of its own where there are no words: %j',
		(value) => {
			expect(requestFailure(value)).toMatchObject({
				kind: 'request',
				message: 'The request to Laddro could not be made',
			});
		},
	);

	it('is cut when it is a speech', () => {
		expect(requestFailure(thrown('x'.repeat(5000))).message).toHaveLength(501);
	});
});

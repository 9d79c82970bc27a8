import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { json } from '../../../nodes/Laddro/api/readJson';
import type { ApiRequest } from '../../../nodes/Laddro/api/request';
import { isRetryable } from '../../../nodes/Laddro/api/retryPolicy';
import { networkError, response, stream, type Scripted } from './fakeApi';
import { errorEvent, stage, SUMMARY, whole } from './stage';

const LIST: ApiRequest = { method: 'GET', path: '/v1/resumes' };
const EXPORT: ApiRequest = { method: 'POST', path: '/v1/export', body: { resumeId: 'res_1' } };

const PDF_TYPE = { 'content-type': 'application/pdf' };
const pdf = fileOfType('pdf');
const wholePdf = () => response(200, '%PDF-1.7\n%%EOF', PDF_TYPE);
const wholeJson = () => response(200, { items: [] });
const cutJson = () => response(200, '{', {}, 'cut');

const PROGRESS = 'data: {"type":"progress"}\n\n';

describe('A call for a stream', () => {
	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['status 429', () => response(429)],
		['status 500', () => response(500)],
		['status 502', () => response(502, '<html>')],
		['status 503', () => response(503)],
		['status 408', () => response(408)],
		['status 425', () => response(425)],
		['an error event of status 429 as the first event', () => stream([errorEvent(429)])],
		[
			'an error event of status 503 as the first event, after a comment',
			() => stream([': comment\n\n', errorEvent(503)], 'hold'),
		],
	])('is tried again after %s, and waits longer each time', async (_, failing) => {
		const { api, run } = stage([failing(), failing(), whole()]);
		const outcome = await run();
		expect(outcome).toMatchObject({ attempts: 3, failure: undefined, waited: 3000 });
		expect(outcome.value?.sections.size).toBe(1);
		expect(api.times).toEqual([0, 1000, 3000]);
	});

	it.each<[string, () => Scripted, string]>([
		['status 304', () => response(304), 'status'],
		['status 400', () => response(400), 'status'],
		['status 401', () => response(401), 'status'],
		['status 402', () => response(402), 'status'],
		['status 403', () => response(403), 'status'],
		['status 403 with a code', () => response(403, { code: 'requires_upgrade' }), 'status'],
		['status 404', () => response(404), 'status'],
		['status 413', () => response(413), 'status'],
		['status 422', () => response(422), 'status'],
		['status 501', () => response(501), 'status'],
		['status 504, behind which Laddro may be at work', () => response(504), 'status'],
		['status 524, behind which Laddro may be at work', () => response(524), 'status'],
		['a reset of a request that was sent', () => networkError('ECONNRESET'), 'connection'],
		['a redirect', () => response(302, '', { location: 'https://evil.example' }), 'status'],
		['an error event without a status', () => stream([errorEvent()]), 'streamError'],
		['an error event of status 400', () => stream([errorEvent(400)]), 'streamError'],
		['an error event of status 500', () => stream([errorEvent(500)]), 'streamError'],
		['an error event of status 502', () => stream([errorEvent(502)]), 'streamError'],
		['an error event of status 504', () => stream([errorEvent(504)]), 'streamError'],
		[
			'an error event of status 503 after progress',
			() => stream([PROGRESS, errorEvent(503)]),
			'streamError',
		],
		[
			'an error event of status 429 after progress',
			() => stream([PROGRESS, errorEvent(429)]),
			'streamError',
		],
		[
			'a stream without any section',
			() => stream(['data: {"type":"done"}\n\n']),
			'nothingGenerated',
		],
		['a stream that ends at once', () => stream([]), 'interrupted'],
		['a stream that is cut before any section', () => stream([': hi\n\n'], 'cut'), 'interrupted'],
		['a malformed event', () => stream(['data: {torn\n\n'], 'hold'), 'interrupted'],
		['a page instead of a stream', () => response(200, '<html>'), 'unexpectedAnswer'],
		['a response in JSON', () => response(201, { id: 1 }), 'unexpectedAnswer'],
		['a certificate that is not trusted', () => networkError('CERT_UNTRUSTED'), 'request'],
		["a timeout of n8n's client", () => networkError('ECONNABORTED'), 'interrupted'],
		['a response of an unknown form', () => Promise.resolve('text'), 'internal'],
	])('is not tried again after %s', async (_, failing, kind) => {
		const { api, clock, run } = stage([failing(), whole()]);
		const outcome = await run();
		expect(outcome.failure?.kind).toBe(kind);
		expect(outcome).toMatchObject({ attempts: 1, waited: 0 });
		expect(api.requests).toHaveLength(1);
		expect(clock.now()).toBe(0);
	});

	it.each<[string, () => Scripted, string]>([
		['an error event of status 503', () => stream([SUMMARY, errorEvent(503)]), 'streamError'],
		['an error event of status 429', () => stream([SUMMARY, errorEvent(429)]), 'streamError'],
		['a cut connection', () => stream([SUMMARY], 'cut'), 'interrupted'],
		['an early end', () => stream([SUMMARY]), 'interrupted'],
		['a malformed event', () => stream([SUMMARY, 'data: {x\n\n']), 'interrupted'],
	])('is not tried again after a section, but keeps it: %s', async (_, failing, kind) => {
		const { api, run } = stage([failing(), whole()]);
		const { failure, value } = await run();
		expect(failure?.kind).toBe(kind);
		expect(failure && isRetryable(failure)).toBe(false);
		expect([...(value?.sections ?? [])]).toEqual([['summary', 'Engineer']]);
		expect(api.requests).toHaveLength(1);
	});

	it('does not count the time of a try as waiting', async () => {
		const slow = stream([], 'hold');
		const { clock, start } = stage([slow, whole()]);
		const call = start();
		await clock.advance(7000);
		slow.body.send(errorEvent(503));
		await clock.advance(2000);
		expect(call.outcome).toMatchObject({ failure: undefined, attempts: 2, waited: 1000 });
	});
});

describe('A call for JSON', () => {
	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a reset of a request that was sent', () => networkError('ECONNRESET')],
		['a gateway that gave up waiting', () => response(504)],
		['a busy server', () => response(503)],
		['a rate limit', () => response(429)],
		['a response that is cut', cutJson],
		['a time limit of the HTTP client', () => networkError('ECONNABORTED')],
	])('is tried again after %s, because it costs nothing', async (_, failing) => {
		const { api, runCall } = stage([failing(), wholeJson()]);
		expect(await runCall(LIST, json)).toMatchObject({
			failure: undefined,
			attempts: 2,
			value: { items: [] },
		});
		expect(api.times).toEqual([0, 1000]);
	});

	it.each<[string, () => Scripted, string]>([
		['a wrong id', () => response(404), 'status'],
		['a refused key', () => response(401), 'status'],
		['a page of a proxy', () => response(200, '<html>'), 'unexpectedAnswer'],
		['an untrusted certificate', () => networkError('CERT_UNTRUSTED'), 'request'],
		[
			'a response that is too large',
			() => response(200, Array<Uint8Array>(65).fill(new Uint8Array(1024 * 1024))),
			'interrupted',
		],
	])('is not tried again after %s', async (_, failing, kind) => {
		const { runCall } = stage([failing(), wholeJson()]);
		const outcome = await runCall(LIST, json);
		expect(outcome).toMatchObject({ failure: { kind }, attempts: 1, isFree: true });
		expect(outcome.value).toBeUndefined();
	});

	it('is tried as often as the limits say, and fails with the last failure', async () => {
		const { runCall } = stage([cutJson(), cutJson(), cutJson()], { limits: { maxRetries: 1 } });
		expect(await runCall(LIST, json)).toMatchObject({
			failure: { cause: 'connectionCut' },
			attempts: 2,
		});
	});
});

describe('A call for a file', () => {
	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a busy server', () => response(503)],
	])('is tried again after %s, which can not have been charged', async (_, failing) => {
		const { runCall } = stage([failing(), wholePdf()]);
		expect(await runCall(EXPORT, pdf)).toMatchObject({ failure: undefined, attempts: 2 });
	});

	it.each<[string, () => Scripted, object]>([
		[
			'a file that is cut',
			() => response(200, '%PDF-', PDF_TYPE, 'cut'),
			{ kind: 'interrupted', cause: 'connectionCut' },
		],
		[
			'a file without its end',
			() => response(200, '%PDF-', PDF_TYPE),
			{ kind: 'interrupted', cause: 'fileCut' },
		],
		[
			'something else under its content type',
			() => response(200, '<html>', PDF_TYPE),
			{ kind: 'interrupted', cause: 'notTheFile' },
		],
		[
			'a page',
			() => response(200, '<html>', { 'content-type': 'text/html' }),
			{ expected: 'file' },
		],
		['silence', () => response(200, '%PDF-', PDF_TYPE, 'hold'), { cause: 'silence' }],
	])('is not tried again after %s, which may have been charged', async (_, failing, failure) => {
		const { api, runCall } = stage([failing(), wholePdf()]);
		const outcome = await runCall(EXPORT, pdf);
		expect(outcome).toMatchObject({ failure, attempts: 1, isFree: false });
		expect(outcome.value).toBeUndefined();
		expect(api.requests).toHaveLength(1);
	});
});

describe('The number of tries', () => {
	it.each([0, 1, 2, 10])(
		'is one and %d retries at most, and the last failure is what the call fails with',
		async (maxRetries) => {
			const script = Array.from({ length: maxRetries + 2 }, (_, number) =>
				response(503, { message: `No ${number}` }),
			);
			const { api, run } = stage(script, { limits: { maxRetries }, random: 0 });
			const outcome = await run();
			expect(outcome.failure).toMatchObject({ message: `No ${maxRetries}` });
			expect(outcome.attempts).toBe(maxRetries + 1);
			expect(api.requests).toHaveLength(maxRetries + 1);
		},
	);
});

describe('The wait that Retry-After asks for', () => {
	it.each([
		['7', 7000],
		['5.5', 5500],
	])('is the wait before the next try when it is %s seconds', async (seconds, delay) => {
		const { api, run } = stage([response(503, {}, { 'retry-after': seconds }), whole()]);
		await run();
		expect(api.times).toEqual([0, delay]);
	});

	it.each(['0', 'Sun, 01 Mar 2026 12:00:00 GMT'])(
		'does not shorten the usual wait when it is over: %s',
		async (over) => {
			const { api, run } = stage([response(429, {}, { 'retry-after': over }), whole()]);
			await run();
			expect(api.times).toEqual([0, 1000]);
		},
	);

	it('is the wait before the next try when it is a date', async () => {
		const date = new Date(Date.now() + 20_000).toUTCString();
		const { api, run } = stage([response(503, {}, { 'retry-after': date }), whole()]);
		await run();
		expect(api.times[1]).toBeGreaterThan(10_000);
		expect(api.times[1]).toBeLessThanOrEqual(20_000);
	});

	it.each(['300', '99999999999999999999999', '9'.repeat(400)])(
		'ends the call at once when it is %s seconds, which is not less than the timeout',
		async (seconds) => {
			for (const status of [429, 503]) {
				const { clock, api, run } = stage([
					response(status, {}, { 'retry-after': seconds }),
					whole(),
				]);
				const outcome = await run();
				expect(outcome).toMatchObject({ attempts: 1, failure: { statusCode: status } });
				expect(clock.now()).toBe(0);
				expect(api.requests).toHaveLength(1);
			}
		},
	);

	it('is the wait before the next try when it leaves one second of the timeout', async () => {
		const { api, run } = stage([response(429, {}, { 'retry-after': '299' }), whole()]);
		expect((await run()).failure).toBeUndefined();
		expect(api.times).toEqual([0, 299_000]);
	});

	it('is reported as a point in time when a 429 asks for more than the timeout', async () => {
		const before = Date.now();
		const failing = response(429, { message: 'Slow down' }, { 'retry-after': '301' });
		const { failure } = await stage([failing, whole()]).run();
		expect(failure).toMatchObject({ kind: 'rateLimited', message: 'Slow down', statusCode: 429 });
		const retryAt = failure?.kind === 'rateLimited' ? failure.retryAt : 0;
		expect(retryAt).toBeGreaterThanOrEqual(before + 301_000);
		expect(retryAt).toBeLessThanOrEqual(Date.now() + 301_000);
	});

	it('does not change the kind of failure of a 503, however long it is', async () => {
		const { run } = stage([response(503, {}, { 'retry-after': '86400' }), whole()]);
		expect((await run()).failure).toMatchObject({ kind: 'status', meaning: 'unavailable' });
	});
});

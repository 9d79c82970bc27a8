import type { CallLimits, CallReport } from '../../../nodes/Laddro/calls/callApi';
import { fetchFile, fetchJson } from '../../../nodes/Laddro/calls/fetch';
import type { ApiRequest } from '../../../nodes/Laddro/transport/request';
import { settle } from '../fakeClock';
import { answer, networkError, type Scripted } from '../transport/fakeApi';
import { LIMITS, stage } from './stage';

const LIST: ApiRequest = { method: 'GET', path: '/v1/resumes', query: { limit: 1 } };
const EXPORT: ApiRequest = { method: 'POST', path: '/v1/export', body: { resumeId: 'res_1' } };

const PDF = '%PDF-1.7\n%%EOF';
const pdf = (headers = {}) => answer(200, PDF, { 'content-type': 'application/pdf', ...headers });
const json = () => answer(200, { items: [] });
const cutJson = () => answer(200, '{', {}, 'cut');

type Fetch = typeof fetchFile | typeof fetchJson;

/** Makes a call, and lets as much time pass as it takes. */
async function run(
	fetch: Fetch,
	request: ApiRequest,
	script: Scripted[],
	limits: Partial<CallLimits> = {},
) {
	const { clock, api, context } = stage(script);
	let report: (CallReport & { value?: unknown }) | undefined;
	const { signal } = new AbortController();
	void fetch(request, { ...LIMITS, ...limits }, context, signal).then((done) => (report = done));
	await clock.advance(0);
	while (!report && clock.nextIn !== undefined) await clock.advance(clock.nextIn);
	if (!report) throw new Error('The call waits for something that will never come');
	return { api, clock, report };
}

describe('A call for JSON', () => {
	it('It is sent once, and returns the object and that it cost nothing.', async () => {
		const { api, clock, report } = await run(fetchJson, LIST, [json()]);
		expect(report).toEqual({
			value: { items: [] },
			failure: undefined,
			isFree: true,
			ids: {},
			attempts: 1,
			waited: 0,
			waitedFor: new Set(),
		});
		expect(api.requests).toMatchObject([{ method: 'GET', qs: { limit: 1 } }]);
		expect(clock.pending).toBe(0);
	});

	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a busy server', () => answer(503)],
		['a rate limit', () => answer(429)],
		['an answer that is cut', cutJson],
		['a time limit of the HTTP client', () => networkError('ECONNABORTED')],
	])('It is tried again after %s, because it costs nothing.', async (_, failing) => {
		const { api, report } = await run(fetchJson, LIST, [failing(), json()]);
		expect(report).toMatchObject({ failure: undefined, attempts: 2, value: { items: [] } });
		expect(api.times).toEqual([0, 250]);
	});

	it('It ends when the server falls silent, and closes the connection.', async () => {
		const silent = answer(200, '{', {}, 'hold');
		const { clock, report } = await run(fetchJson, LIST, [silent, json()]);
		expect(report).toMatchObject({ failure: { cause: 'silence', limit: 60_000 }, attempts: 1 });
		expect(silent.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});

	it.each<[string, () => Scripted, string]>([
		['a wrong id', () => answer(404), 'status'],
		['a refused key', () => answer(401), 'status'],
		['a page of a proxy', () => answer(200, '<html>'), 'unexpectedAnswer'],
		['an untrusted certificate', () => networkError('CERT_UNTRUSTED'), 'request'],
		[
			'an answer that is too large',
			() => answer(200, Array<Uint8Array>(65).fill(new Uint8Array(1024 * 1024))),
			'interrupted',
		],
	])('It is not tried again after %s.', async (_, failing, kind) => {
		const { report } = await run(fetchJson, LIST, [failing(), json()]);
		expect(report).toMatchObject({ failure: { kind }, attempts: 1, isFree: true });
		expect(report.value).toBeUndefined();
	});

	it('It is tried as often as the limits say, and fails with the last failure.', async () => {
		const script = [cutJson(), cutJson(), cutJson()];
		const { report } = await run(fetchJson, LIST, script, { maxRetries: 1 });
		expect(report).toMatchObject({ failure: { cause: 'connectionCut' }, attempts: 2 });
	});

	it('It does not outlast the timeout.', async () => {
		const script = [answer(200, '{', {}, 'hold'), json()];
		const { clock, report } = await run(fetchJson, LIST, script, { timeout: 30_000 });
		expect(report).toMatchObject({ failure: { cause: 'timeUp', limit: 30_000 }, attempts: 1 });
		expect(clock.now()).toBe(30_000);
	});

	it('It shuts the gate for all when the key is refused.', async () => {
		const { context, clock } = stage([answer(401, { message: 'No' }), json()]);
		const { signal } = new AbortController();
		await fetchJson(LIST, LIMITS, context, signal);
		const second = await fetchJson(LIST, LIMITS, context, signal);
		expect(second).toMatchObject({ failure: { statusCode: 401, message: 'No' }, attempts: 0 });
		expect(clock.pending).toBe(0);
	});
});

describe('A call for a file', () => {
	it('It is sent once, and returns the file and the ids of what Laddro has stored.', async () => {
		const { api, report } = await run(fetchFile, EXPORT, [pdf({ 'x-resume-id': 'res_9' })]);
		expect(report).toMatchObject({
			value: { type: 'pdf', content: Buffer.from(PDF) },
			failure: undefined,
			isFree: false,
			ids: { resumeId: 'res_9' },
			attempts: 1,
		});
		expect(api.requests).toMatchObject([{ method: 'POST', body: { resumeId: 'res_1' } }]);
	});

	it.each<[string, () => Scripted]>([
		['a refused connection', () => networkError('ECONNREFUSED')],
		['a busy server', () => answer(503)],
	])('It is tried again after %s, which can not have been charged.', async (_, failing) => {
		const { report } = await run(fetchFile, EXPORT, [failing(), pdf()]);
		expect(report).toMatchObject({ failure: undefined, attempts: 2 });
	});

	it.each<[string, () => Scripted, object]>([
		[
			'a file that is cut',
			() => answer(200, '%PDF-', { 'content-type': 'application/pdf' }, 'cut'),
			{ kind: 'interrupted', cause: 'connectionCut' },
		],
		[
			'a file without its end',
			() => answer(200, '%PDF-', { 'content-type': 'application/pdf' }),
			{ kind: 'interrupted', cause: 'fileCut' },
		],
		[
			'something else under its content type',
			() => answer(200, '<html>', { 'content-type': 'application/pdf' }),
			{ kind: 'interrupted', cause: 'notTheFile' },
		],
		['a page', () => answer(200, '<html>', { 'content-type': 'text/html' }), { expected: 'file' }],
		[
			'silence',
			() => answer(200, '%PDF-', { 'content-type': 'application/pdf' }, 'hold'),
			{ cause: 'silence' },
		],
	])(
		'It is not tried again after %s, which may have been charged.',
		async (_, failing, failure) => {
			const { api, report } = await run(fetchFile, EXPORT, [failing(), pdf()]);
			expect(report).toMatchObject({ failure, attempts: 1, isFree: false });
			expect(report.value).toBeUndefined();
			expect(api.requests).toHaveLength(1);
		},
	);

	it('It names what Laddro has stored although the file broke.', async () => {
		const headers = { 'content-type': 'application/pdf', 'x-cover-letter-id': 'let_9' };
		const { report } = await run(fetchFile, EXPORT, [answer(200, '%PDF-', headers)]);
		expect(report.ids).toEqual({ coverLetterId: 'let_9' });
	});

	it('It names nothing of an earlier try.', async () => {
		const busy = answer(503, {}, { 'x-resume-id': 'res_8' });
		const { report } = await run(fetchFile, EXPORT, [busy, pdf()]);
		expect(report).toMatchObject({ failure: undefined, ids: {} });
	});

	it('It ends at once when the run is stopped.', async () => {
		const slow = answer(200, '%PDF-', { 'content-type': 'application/pdf' }, 'hold');
		const { context, clock } = stage([slow]);
		const controller = new AbortController();
		const call = fetchFile(EXPORT, LIMITS, context, controller.signal);
		await settle();
		controller.abort();
		expect((await call).failure).toEqual({ kind: 'stopped' });
		expect(slow.body.destroyed).toBe(true);
		expect(clock.pending).toBe(0);
	});
});

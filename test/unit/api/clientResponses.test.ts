import type { Client } from '../../../nodes/Laddro/api/client';
import type { CallTimer } from '../../../nodes/Laddro/api/callTimer';
import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { json } from '../../../nodes/Laddro/api/readJson';
import { settle } from '../fakeClock';
import { clientFor, LIST, tryOnce } from './clientStage';
import { later, response, stream as streamed, type BodyEnd, type Scripted } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { GENERATION, KEY, SUMMARY, whole as wholeStream, stream } from './stage';

const PDF = '%PDF-1.7\nhello\n%%EOF\n';
const IDS = { 'x-resume-id': 'res_9', 'x-cover-letter-id': ' let_9 ' };

const file = fileOfType('pdf');
const pdf = (headers = {}, end?: BodyEnd) =>
	response(200, PDF, { 'content-type': 'application/pdf', ...headers }, end);

/** The three kinds of try, each with a response that is whole. */
const kinds = [
	{ name: 'a stream', kind: stream(() => {}), whole: wholeStream },
	{ name: 'a file', kind: file, whole: () => pdf() },
	{ name: 'JSON', kind: json, whole: () => response(200, {}) },
];

describe.each(kinds)('A try for $name', ({ kind, whole }) => {
	/** Makes the try. */
	const read = async (client: Client, timer: CallTimer) =>
		await client.send<unknown>(GENERATION, kind, timer);

	/** Makes the try, with this response. */
	async function tryWith(reply: Scripted) {
		const { client } = clientFor([reply]);
		return await read(client, new FakeTimer());
	}

	it.each([200, 203, 299])('succeeds with status %d', async (statusCode) => {
		const { value, failure } = await tryWith({ ...whole(), statusCode });
		expect(value).toBeDefined();
		expect(failure).toBeUndefined();
	});

	it.each([199, 300, 304, 400, 503])('fails with status %d', async (statusCode) => {
		const reply = response(statusCode, { message: `Not with ${KEY}` });
		expect(await tryWith(reply)).toMatchObject({
			failure: { kind: 'status', statusCode, message: 'Not with ***' },
		});
		expect(reply.body.destroyed).toBe(true);
	});

	it('fails without a message when the body of the error is not JSON', async () => {
		expect(await tryWith(response(502, '<html>'))).toMatchObject({
			failure: { kind: 'status', statusCode: 502, message: undefined },
		});
	});

	it('fails with the milliseconds until the date of a Retry-After header', async () => {
		const date = new Date(Date.now() + 20_000).toUTCString();
		const result = await tryWith(response(503, {}, { 'retry-after': date }));
		const { retryAfter } = { retryAfter: 0, ...result.failure };
		expect(retryAfter).toBeGreaterThan(10_000);
		expect(retryAfter).toBeLessThanOrEqual(20_000);
	});

	it('returns the ids that the headers name, trimmed', async () => {
		const reply = whole();
		expect(await tryWith({ ...reply, headers: { ...reply.headers, ...IDS } })).toMatchObject({
			ids: { resumeId: 'res_9', coverLetterId: 'let_9' },
		});
	});

	it('returns no ids when the headers name none that is one', async () => {
		const reply = whole();
		const headers = { ...reply.headers, 'x-resume-id': ['a'], 'x-cover-letter-id': ' ' };
		const { failure, ids } = await tryWith({ ...reply, headers });
		expect(failure).toBeUndefined();
		expect(ids).toEqual({});
		expect((await tryWith(whole())).ids).toEqual({});
	});

	it('fails when n8n returns something that is no response', async () => {
		expect(await tryWith(Promise.resolve('text'))).toMatchObject({
			failure: { kind: 'internal' },
		});
	});

	it('fails without the key when the request does', async () => {
		expect((await tryWith(new Error(`Nope, ${KEY}`))).failure).toEqual({
			kind: 'request',
			message: 'Nope, ***',
		});
	});

	it('ends with its time limits, although the request helper never settles', async () => {
		const { client } = clientFor([later().promise], false);
		const timer = new FakeTimer();
		const result = read(client, timer);
		const failure = { kind: 'interrupted', cause: 'silence', limit: 30_000 } as const;
		timer.endWith(failure);
		expect(await result).toEqual({ failure });
	});

	it('closes the connection when it is over', async () => {
		const { api, client } = clientFor([whole()]);
		await read(client, new FakeTimer());
		expect(api.signals[0]?.aborted).toBe(true);
	});
});

describe('The request for a file', () => {
	it('asks for any type of file, not compressed, with a JSON body', async () => {
		const { api, client } = clientFor([pdf()]);
		await client.send(GENERATION, file, new FakeTimer());
		const [request] = api.requests;
		expect(request).toMatchObject({
			method: 'POST',
			url: 'https://api.laddro.com/base/v1/tailor',
			body: { jobDescription: 'Posting' },
			encoding: 'stream',
		});
		expect(request?.headers).toEqual({
			Accept: '*/*',
			'Accept-Encoding': 'identity',
			'Content-Type': 'application/json',
		});
		expect(request).not.toHaveProperty('qs');
	});

	it('leaves the content type to the HTTP client when a file is sent along', async () => {
		const { api, client } = clientFor([pdf()]);
		const upload = { content: new File(['%PDF-'], 'cv.pdf'), hash: '' };
		await client.send({ ...GENERATION, file: upload }, file, new FakeTimer());
		expect(api.requests[0]?.body).toBeInstanceOf(FormData);
		expect(api.requests[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('takes each part of a file that is sent for activity', async () => {
		const { api, client } = clientFor([pdf()]);
		const upload = { content: new File(['%PDF-'], 'cv.pdf'), hash: '' };
		const timer = new FakeTimer();
		await client.send({ ...GENERATION, file: upload }, file, timer);
		const before = timer.arrivals;
		const body = api.requests[0]?.body;
		if (!(body instanceof FormData)) throw new Error('No form');
		await new Response(body).arrayBuffer();
		expect(timer.arrivals).toBe(before + 1);
	});

	it('has neither a body nor its content type when there is none', async () => {
		const { api, client } = clientFor([pdf()]);
		await client.send({ method: 'PUT', path: '/v1/x' }, file, new FakeTimer());
		expect(api.requests[0]).not.toHaveProperty('body');
		expect(api.requests[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('returns the file', async () => {
		const { client } = clientFor([pdf({ 'content-disposition': 'attachment; filename=cv.pdf' })]);
		expect(await client.send(GENERATION, file, new FakeTimer())).toEqual({
			value: { type: 'pdf', content: Buffer.from(PDF), fileName: 'cv.pdf' },
			ids: {},
		});
	});

	it('returns the ids also when the file broke, because it may have been stored', async () => {
		const { client } = clientFor([pdf(IDS, 'cut')]);
		const { value, failure, ids } = await client.send(GENERATION, file, new FakeTimer());
		expect(value).toBeUndefined();
		expect(failure).toEqual({ kind: 'interrupted', cause: 'connectionCut' });
		expect(ids).toEqual({ resumeId: 'res_9', coverLetterId: 'let_9' });
	});
});

describe('The request for JSON', () => {
	it('has its query, and no body', async () => {
		const { api, client } = clientFor([response(200, { items: [] })]);
		expect(await client.send(LIST, json, new FakeTimer())).toEqual({
			value: { items: [] },
			ids: {},
		});
		const [request] = api.requests;
		expect(request).toMatchObject({
			method: 'GET',
			url: 'https://api.laddro.com/base/v1/resumes',
			qs: { limit: 5 },
		});
		expect(request?.headers).toEqual({ Accept: 'application/json' });
		expect(request).not.toHaveProperty('body');
	});
});

describe('The ids of a stream', () => {
	const done = (ids: object) => `data: ${JSON.stringify({ type: 'done', ...ids })}\n\n`;
	const idsOf = async (last: string, end: BodyEnd = 'close') => {
		const reply = streamed([SUMMARY, last], end);
		const headers = { ...reply.headers, ...IDS };
		const { client } = clientFor([{ ...reply, headers }]);
		return (await tryOnce(client).result).ids;
	};

	it('The headers say more than the last event, which counts for what they do not say.', async () => {
		const last = done({ resumeId: 'res_last', coverLetterId: 'let_last' });
		const reply = streamed([SUMMARY, last]);
		const headers = { ...reply.headers, 'x-resume-id': 'res_9' };
		const { client } = clientFor([{ ...reply, headers }]);
		const { ids, value } = await tryOnce(client).result;
		expect(ids).toEqual({ resumeId: 'res_9', coverLetterId: 'let_last' });
		expect(value?.ids).toEqual({ resumeId: 'res_last', coverLetterId: 'let_last' });
	});

	it.each(['res_1', 17])(
		'The resume that was sent is the source and not the result, whoever names it: %j',
		async (resumeId) => {
			const request = { ...GENERATION, body: { resumeId } };
			const id = String(resumeId);
			const reply = streamed([SUMMARY, done({ resumeId: id, coverLetterId: 'let_9' })]);
			const headers = { ...reply.headers, 'x-resume-id': id };
			const { client } = clientFor([{ ...reply, headers }]);
			const { ids } = await client.send(request, stream(), new FakeTimer());
			expect(ids).toEqual({ coverLetterId: 'let_9' });
		},
	);

	it('A stream that breaks has those of its headers.', async () => {
		expect(await idsOf(': nothing\n\n', 'cut')).toEqual({
			resumeId: 'res_9',
			coverLetterId: 'let_9',
		});
	});

	it('A try that is stopped while it is read has them as well.', async () => {
		const reply = streamed([], 'hold');
		const { client } = clientFor([{ ...reply, headers: { ...reply.headers, ...IDS } }]);
		const { timer, result } = tryOnce(client);
		await settle();
		timer.endWith({ kind: 'stopped' });
		expect(await result).toMatchObject({
			failure: { kind: 'stopped' },
			ids: { resumeId: 'res_9' },
		});
	});
});

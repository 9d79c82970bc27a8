import { StreamReader } from '../../../nodes/Laddro/stream/streamReader';
import type { Client } from '../../../nodes/Laddro/transport/client';
import type { TryTimer } from '../../../nodes/Laddro/transport/tryTimer';
import { settle } from '../fakeClock';
import { section } from '../stream/sse';
import { clientFor, GENERATION, KEY, LIST } from './clientStage';
import { answer, later, stream, type BodyEnd, type Reply, type Scripted } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const PDF = '%PDF-1.7\nhello\n%%EOF\n';
const IDS = { 'x-resume-id': 'res_9', 'x-cover-letter-id': ' let_9 ' };

const pdf = (headers = {}, end?: BodyEnd) =>
	answer(200, PDF, { 'content-type': 'application/pdf', ...headers }, end);

type Read = (client: Client, timer: TryTimer) => Promise<{ ok: boolean }>;

/** The three kinds of try, each with an answer that is whole. */
const kinds: Array<[kind: string, read: Read, reply: () => Reply]> = [
	[
		'a stream',
		async (client, timer) => await client.readStream(GENERATION, new StreamReader(), timer),
		() => stream([section('summary', 'Engineer'), 'data: {"type":"done"}\n\n']),
	],
	['a file', async (client, timer) => await client.readFile(GENERATION, timer), () => pdf()],
	['JSON', async (client, timer) => await client.readJson(LIST, timer), () => answer(200, {})],
];

describe.each(kinds)('A try for %s', (_, read, whole) => {
	/** Makes the try, with the answer that the script has for it. */
	async function tryWith(reply: Scripted) {
		const { client } = clientFor([reply]);
		return await read(client, new FakeTimer());
	}

	it.each([200, 203, 299])('succeeds with status %d', async (statusCode) => {
		expect(await tryWith({ ...whole(), statusCode })).toMatchObject({ ok: true });
	});

	it.each([199, 300, 304, 400, 503])('fails with status %d', async (statusCode) => {
		const reply = answer(statusCode, { message: `Not with ${KEY}` });
		expect(await tryWith(reply)).toMatchObject({
			ok: false,
			failure: { kind: 'status', statusCode, message: 'Not with ***' },
		});
		expect(reply.body.destroyed).toBe(true);
	});

	it('fails without a message when the body of the error is not JSON', async () => {
		expect(await tryWith(answer(502, '<html>'))).toMatchObject({
			failure: { kind: 'status', statusCode: 502, message: undefined },
		});
	});

	it('fails with the milliseconds until the date of a Retry-After header', async () => {
		const date = new Date(Date.now() + 20_000).toUTCString();
		const result = await tryWith(answer(503, {}, { 'retry-after': date }));
		const { retryAfter } = { retryAfter: 0, ...Object(Reflect.get(result, 'failure')) };
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
		expect(await tryWith({ ...reply, headers })).toMatchObject({ ok: true, ids: {} });
		expect(Reflect.get(await tryWith(whole()), 'ids')).toEqual({});
	});

	it('fails when n8n returns something that is no answer', async () => {
		expect(await tryWith(Promise.resolve('text'))).toMatchObject({
			ok: false,
			failure: { kind: 'request' },
		});
	});

	it('fails without the key when the request does', async () => {
		expect(await tryWith(new Error(`Nope, ${KEY}`))).toEqual({
			ok: false,
			failure: { kind: 'request', message: 'Nope, ***' },
		});
	});

	it('ends with its time limits, although the request helper never settles', async () => {
		const { client } = clientFor([later().promise], false);
		const timer = new FakeTimer();
		const result = read(client, timer);
		const failure = { kind: 'interrupted', cause: 'silence', limit: 30_000 } as const;
		timer.end(failure);
		expect(await result).toEqual({ ok: false, failure });
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
		await client.readFile(GENERATION, new FakeTimer());
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
		const file = { content: new File(['%PDF-'], 'cv.pdf'), hash: '' };
		await client.readFile({ ...GENERATION, file }, new FakeTimer());
		expect(api.requests[0]?.body).toBeInstanceOf(FormData);
		expect(api.requests[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('has neither a body nor its content type when there is none', async () => {
		const { api, client } = clientFor([pdf()]);
		await client.readFile({ method: 'PUT', path: '/v1/x' }, new FakeTimer());
		expect(api.requests[0]).not.toHaveProperty('body');
		expect(api.requests[0]?.headers).not.toHaveProperty('Content-Type');
	});

	it('returns the file', async () => {
		const { client } = clientFor([pdf({ 'content-disposition': 'attachment; filename=cv.pdf' })]);
		expect(await client.readFile(GENERATION, new FakeTimer())).toEqual({
			ok: true,
			value: { type: 'pdf', content: Buffer.from(PDF), fileName: 'cv.pdf' },
			ids: {},
		});
	});

	it('returns the ids also when the file broke, because it may have been stored', async () => {
		const { client } = clientFor([pdf(IDS, 'cut')]);
		expect(await client.readFile(GENERATION, new FakeTimer())).toEqual({
			ok: false,
			failure: { kind: 'interrupted', cause: 'connectionCut' },
			ids: { resumeId: 'res_9', coverLetterId: 'let_9' },
		});
	});
});

describe('The request for JSON', () => {
	it('has its query, and no body', async () => {
		const { api, client } = clientFor([answer(200, { items: [] })]);
		expect(await client.readJson(LIST, new FakeTimer())).toEqual({
			ok: true,
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
		const reply = stream([section('summary', 'Engineer'), last], end);
		const headers = { ...reply.headers, ...IDS };
		const { client } = clientFor([{ ...reply, headers }]);
		return (await client.readStream(GENERATION, new StreamReader(), new FakeTimer())).ids;
	};

	it('The last event says more than the headers, which count for what it does not say.', async () => {
		expect(await idsOf(done({ resumeId: 'res_last' }))).toEqual({
			resumeId: 'res_last',
			coverLetterId: 'let_9',
		});
	});

	it('A stream that breaks has those of its headers.', async () => {
		expect(await idsOf(': nothing\n\n', 'cut')).toEqual({
			resumeId: 'res_9',
			coverLetterId: 'let_9',
		});
	});

	it('A try that is stopped while it is read has them as well.', async () => {
		const reply = stream([], 'hold');
		const { client } = clientFor([{ ...reply, headers: { ...reply.headers, ...IDS } }]);
		const timer = new FakeTimer();
		const result = client.readStream(GENERATION, new StreamReader(), timer);
		await settle();
		timer.end({ kind: 'stopped' });
		expect(await result).toMatchObject({
			failure: { kind: 'stopped' },
			ids: { resumeId: 'res_9' },
		});
	});
});

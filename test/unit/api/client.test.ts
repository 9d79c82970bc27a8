import { getEventListeners } from 'node:events';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import { Client, type HttpRequest } from '../../../nodes/Laddro/api/client';
import { json } from '../../../nodes/Laddro/api/readJson';
import { fileOf } from '../../../nodes/Laddro/api/request';
import { FakeClock, settle } from '../fakeClock';
import { DONE } from '../stream/sse';
import { clientFor, LIST, tryOnce } from './clientStage';
import { later, response, SSE, stream, type Scripted } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { GENERATION, KEY, SUMMARY, stream as readStream } from './stage';

describe('The account of a client', () => {
	const accountOf = (baseUrl: string, key: string) =>
		new Client(async () => undefined, baseUrl, key, new FakeClock()).account;
	const account = accountOf('https://api.laddro.com', KEY);

	it('is another one with another key or address, and the same with the same', () => {
		expect(accountOf('https://api.laddro.com', KEY)).toBe(account);
		expect(accountOf('https://api.laddro.com', `${KEY}x`)).not.toBe(account);
		expect(accountOf('https://b.example', KEY)).not.toBe(account);
	});

	it('has nothing of the key', () => {
		expect(account).toMatch(/^[\w+/]{43}=$/);
	});
});

describe('Every request', () => {
	it('asks n8n to return every status, and not to follow a redirect with the key', async () => {
		const { api, client } = clientFor([stream([]), response(200, {})]);
		await tryOnce(client).result;
		await client.send(LIST, json, new FakeTimer());
		expect(api.requests).toHaveLength(2);
		for (const request of api.requests) {
			expect(request).toMatchObject({
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			});
		}
	});

	it('leaves the key to the credential', async () => {
		const { api, client } = clientFor([stream([]), response(200, {})]);
		await tryOnce(client).result;
		await client.send(LIST, json, new FakeTimer());
		expect(JSON.stringify(api.requests)).not.toContain(KEY);
	});

	it('carries an abort signal in its options', async () => {
		const { api, client } = clientFor([stream([]), response(200, {})]);
		await tryOnce(client).result;
		await client.send(LIST, json, new FakeTimer());
		expect(api.signals).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
	});
});

describe('A try', () => {
	it('sends one request that the API can answer with a stream', async () => {
		const { api, client } = clientFor([stream([SUMMARY, DONE])]);
		await tryOnce(client).result;
		expect(api.requests).toMatchObject([
			{
				method: 'POST',
				url: 'https://api.laddro.com/base/v1/tailor',
				body: { jobDescription: 'Posting' },
				headers: {
					Accept: 'text/event-stream',
					'Accept-Encoding': 'identity',
					'Content-Type': 'application/json',
				},
				encoding: 'stream',
			},
		]);
	});

	it('takes each chunk of a file that is sent for activity', async () => {
		const { api, client } = clientFor([later().promise]);
		const timer = new FakeTimer();
		const content = fileOf(Buffer.alloc(200_000), 'cv.pdf', 'application/pdf');
		void client.send(
			{ ...GENERATION, file: { content, hash: '' } },
			readStream(() => {}),
			timer,
		);
		const body = api.requests[0]?.body;
		if (!(body instanceof FormData)) throw new Error('Not a form');
		expect(timer.arrivals).toBe(0);
		await new Response(body).arrayBuffer();
		expect(timer.arrivals).toBe(4);
	});

	it.each([0, 1000, 60_000, 3_600_000, 86_400_000])(
		"allows n8n's client ten minutes more than the %d ms of silence that the try allows",
		async (longestSilence) => {
			const { api, client } = clientFor([stream([])]);
			await tryOnce(client, new FakeTimer(longestSilence)).result;
			expect(api.requests[0]?.timeout).toBe(longestSilence + 600_000);
		},
	);

	it('returns what was read, and closes the connection', async () => {
		const reply = stream([SUMMARY, DONE], 'hold');
		const { api, client } = clientFor([reply]);
		const { result, pieces } = tryOnce(client);
		const sections = new Map([['summary', 'Engineer']]);
		expect(await result).toMatchObject({ value: { sections }, ids: {} });
		expect(pieces).toEqual(['summary']);
		expect(reply.body.destroyed).toBe(true);
		expect(api.signals[0]?.aborted).toBe(true);
	});

	it('counts the response as an arrival, before its first chunk', async () => {
		const { client } = clientFor([stream([], 'hold')]);
		const { timer } = tryOnce(client);
		await settle();
		expect(timer.arrivals).toBe(1);
	});

	it('closes the body before it aborts the connection', async () => {
		const order: string[] = [];
		const { body } = stream([SUMMARY], 'hold');
		const request: HttpRequest = async ({ abortSignal }) => {
			if (abortSignal instanceof AbortSignal) {
				abortSignal.addEventListener('abort', () => order.push('connection'));
			}
			body.on('close', () => order.push('closed'));
			return { statusCode: 200, headers: SSE, body };
		};
		const destroy = body.destroy.bind(body);
		body.destroy = (error) => {
			order.push('body');
			return destroy(error);
		};
		const client = new Client(request, 'https://api.laddro.com', KEY, new FakeClock());
		const { timer, result } = tryOnce(client);
		await settle();
		timer.endWith({ kind: 'stopped' });
		await result;
		expect(order.slice(0, 2)).toEqual(['body', 'connection']);
	});

	const endings: Array<FakeTimer['failure'] & object> = [
		{ kind: 'interrupted', cause: 'timeUp', limit: 300_000 },
		{ kind: 'interrupted', cause: 'silence', limit: 60_000 },
		{ kind: 'stopped' },
	];

	it.each(endings)(
		'cancels the request when the try ends before the response: %j',
		async (failure) => {
			const { api, client } = clientFor([later().promise]);
			const { timer, result } = tryOnce(client);
			await settle();
			timer.endWith(failure);
			expect(await result).toEqual({ failure });
			expect(api.signals[0]?.aborted).toBe(true);
		},
	);

	it.each(endings)(
		'ends with the try although the request helper never settles: %j',
		async (failure) => {
			const { client } = clientFor([later().promise], false);
			const { timer, result } = tryOnce(client);
			await settle();
			timer.endWith(failure);
			expect(await result).toEqual({ failure });
		},
	);

	it('closes a response that arrives after the try has ended', async () => {
		const slow = later();
		const { client } = clientFor([slow.promise], false);
		const { timer, pieces, result } = tryOnce(client);
		timer.endWith({ kind: 'stopped' });
		await result;
		const late = stream([SUMMARY, DONE], 'hold');
		slow.respondWith(late);
		await settle();
		expect(late.body.destroyed).toBe(true);
		expect(pieces).toEqual([]);
	});

	it('closes the response unread when the try ends just as it arrives', async () => {
		const slow = later();
		const { client } = clientFor([slow.promise]);
		const { timer, pieces, result } = tryOnce(client);
		const reply = stream([SUMMARY, DONE]);
		slow.respondWith(reply);
		timer.endWith({ kind: 'stopped' });
		expect(await result).toEqual({ failure: { kind: 'stopped' } });
		await settle();
		expect(reply.body.destroyed).toBe(true);
		expect(pieces).toEqual([]);
	});

	it('closes the response whenever the try ends while it passes through n8n', async () => {
		for (let steps = 0; steps < 15; steps++) {
			const reply = stream([SUMMARY], 'hold');
			const timer = new FakeTimer();
			const request: HttpRequest = () => {
				const arrived = Promise.resolve(reply);
				let later: Promise<unknown> = arrived;
				for (let step = 0; step < steps; step++) later = later.then(() => {});
				void later.then(() => timer.endWith({ kind: 'stopped' }));
				return arrived;
			};
			const client = new Client(request, 'https://api.laddro.com', KEY, new FakeClock());
			const { result } = tryOnce(client, timer);
			expect(await result).toMatchObject({ failure: { kind: 'stopped' } });
			await settle();
			expect(reply.body.destroyed).toBe(true);
		}
	});

	it('cancels the request at once when the try had ended before', async () => {
		const { api, client } = clientFor([later().promise]);
		const timer = new FakeTimer();
		timer.endWith({ kind: 'stopped' });
		expect(await tryOnce(client, timer).result).toEqual({
			failure: { kind: 'stopped' },
		});
		expect(api.signals[0]?.aborted).toBe(true);
	});

	it.each([
		['succeeds', () => stream([SUMMARY, DONE])],
		['fails', () => new Error('Nope')],
	])('leaves no listener on the signal of the try when the request %s', async (_, reply) => {
		const { client } = clientFor([reply()]);
		const { timer, result } = tryOnce(client);
		await result;
		expect(getEventListeners(timer.signal, 'abort')).toEqual([]);
	});

	it.each([
		['undefined', undefined],
		['text', 'data: {}'],
		['a response without a body', { statusCode: 200, headers: {} }],
		['a response whose body was read', { statusCode: 200, headers: {}, body: 'data: {}' }],
	])('fails as what should not be when n8n returns %s', async (_, value) => {
		const { client } = clientFor([Promise.resolve(value)]);
		expect((await tryOnce(client).result).failure).toEqual({
			kind: 'internal',
			name: 'UnknownResponse',
		});
	});

	it("is a failed request when n8n's helper throws before it returns a promise", async () => {
		const request: HttpRequest = () => {
			throw new Error(`Invalid header ${KEY}`);
		};
		const client = new Client(request, 'https://api.laddro.com', KEY, new FakeClock());
		expect((await tryOnce(client).result).failure).toEqual({
			kind: 'request',
			message: 'Invalid header ***',
		});
	});

	it.each<[string, () => Scripted, Partial<Failure>]>([
		['an error response', () => response(402, { error: `Key ${KEY}` }), { kind: 'status' }],
		[
			'an error event',
			() => stream([`data: {"type":"error","message":"Key ${KEY}"}\n\n`]),
			{ kind: 'streamError' },
		],
		[
			'a content type',
			() => response(200, '', { 'content-type': `text/${KEY}` }),
			{ kind: 'unexpectedAnswer' },
		],
		['an error of the helper', () => new Error(`x-api-key: ${KEY}`), { kind: 'request' }],
	])('cuts the key out of %s', async (_, reply, kind) => {
		const { client } = clientFor([reply()]);
		const result = await tryOnce(client).result;
		expect(result).toMatchObject({ failure: kind });
		expect(JSON.stringify(result)).not.toContain(KEY);
		expect(JSON.stringify(result)).toContain('***');
	});
});

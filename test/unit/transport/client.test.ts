import { getEventListeners } from 'node:events';
import { Client, type Answer, type HttpRequest } from '../../../nodes/Laddro/transport/client';
import { FakeClock } from '../fakeClock';
import { answer, FakeApi, later, stream, type Scripted } from './fakeApi';

const KEY = 'lk_live_0123456789';
const GENERATION = { path: '/v1/tailor', body: {} };
const forever = new AbortController().signal;

function clientFor(script: Scripted[], key = KEY) {
	const api = new FakeApi(new FakeClock(), script);
	return { api, client: new Client(api.request, 'https://api.laddro.com/base', key) };
}

/** An answer as n8n gives it when it has read the body itself. */
function json(statusCode: number, body: unknown, headers: object = {}): Promise<unknown> {
	return Promise.resolve({ statusCode, headers, body });
}

async function opened(client: Client): Promise<{ value: Answer }> {
	const outcome = await client.openStream(GENERATION, 1000, forever);
	if ('failure' in outcome) throw new Error(outcome.failure.message);
	return outcome;
}

async function textOf({ body }: Answer): Promise<string> {
	let text = '';
	for await (const chunk of body) text += Buffer.from(chunk).toString();
	return text;
}

describe('Every request', () => {
	it('tells n8n to hand on every status, and not to carry the key to where a redirect points', async () => {
		const { api, client } = clientFor([stream([]), json(200, {})]);
		await client.openStream(GENERATION, 1000, forever);
		await client.getJson('/v1/resumes', { limit: 1 });
		for (const request of api.requests) {
			expect(request).toMatchObject({
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			});
		}
	});

	it('leaves the key to the credential', async () => {
		const { api, client } = clientFor([stream([]), json(200, {})]);
		await client.openStream(GENERATION, 1000, forever);
		await client.getJson('/v1/resumes', {});
		expect(JSON.stringify(api.requests)).not.toContain(KEY);
	});
});

describe('Opening a stream', () => {
	it('gives the answer, whatever its status', async () => {
		for (const reply of [stream(['x', 'y']), answer(404, 'xy'), answer(302, 'xy')]) {
			const { client } = clientFor([reply]);
			const { value } = await opened(client);
			expect(value).toMatchObject({ statusCode: reply.statusCode, headers: reply.headers });
			expect(await textOf(value)).toBe('xy');
		}
	});

	it('gives a body that closes the connection, and not only itself, when it is destroyed', async () => {
		const reply = stream(['x'], 'hold');
		const { api, client } = clientFor([reply]);
		const { value } = await opened(client);
		expect(api.signals[0]?.aborted).toBe(false);
		value.body.destroy();
		expect(reply.body.destroyed).toBe(true);
		expect(api.signals[0]?.aborted).toBe(true);
	});

	it('is cancelled by the signal until the answer is there, and then no more', async () => {
		const waiting = new AbortController();
		const slow = later();
		const { api, client } = clientFor([slow.promise, stream(['x'], 'hold')]);
		const first = client.openStream(GENERATION, 1000, waiting.signal);
		waiting.abort();
		expect(await first).toMatchObject({ failure: { kind: 'request' } });
		expect(api.signals[0]?.aborted).toBe(true);

		const still = new AbortController();
		await client.openStream(GENERATION, 1000, still.signal);
		expect(getEventListeners(still.signal, 'abort')).toEqual([]);
		still.abort();
		expect(api.signals[1]?.aborted).toBe(false);
	});

	it('is cancelled from the start when the signal has aborted before', async () => {
		const { api, client } = clientFor([later().promise]);
		expect(await client.openStream(GENERATION, 1000, AbortSignal.abort())).toMatchObject({
			failure: { kind: 'request' },
		});
		expect(api.signals[0]?.aborted).toBe(true);
	});

	it.each([
		['undefined', undefined],
		['text', 'data: {}'],
		['an answer without a status', { headers: {}, body: stream([]).body }],
		['an answer with a status of text', { statusCode: '200', headers: {}, body: stream([]).body }],
		['an answer without headers', { statusCode: 200, body: stream([]).body }],
		['an answer without a body', { statusCode: 200, headers: {} }],
		['an answer whose body is null', { statusCode: 200, headers: {}, body: null }],
		['an answer whose body was read', { statusCode: 200, headers: {}, body: 'data: {}' }],
		['an answer whose body is no stream', { statusCode: 200, headers: {}, body: { destroy() {} } }],
		['an answer whose body can not be closed', { statusCode: 200, headers: {}, body: [] }],
	])('fails, and does not break, over %s', async (_, value) => {
		const { client } = clientFor([Promise.resolve(value)]);
		expect(await client.openStream(GENERATION, 1000, forever)).toEqual({
			failure: { kind: 'request', message: 'n8n handed on an answer of an unknown form' },
		});
	});

	it('fails, and does not break, when the request throws at once', async () => {
		const request: HttpRequest = () => {
			throw new Error(`Invalid header ${KEY}`);
		};
		const client = new Client(request, 'https://api.laddro.com', KEY);
		expect(await client.openStream(GENERATION, 1000, forever)).toMatchObject({
			failure: { kind: 'request', message: 'Invalid header ***' },
		});
	});
});

describe('Asking for JSON', () => {
	it('gives the object, and puts the query where n8n wants it', async () => {
		const { api, client } = clientFor([json(200, { items: [] })]);
		expect(await client.getJson('/v1/resumes', { limit: 5 })).toEqual({ value: { items: [] } });
		expect(api.requests[0]).toMatchObject({
			method: 'GET',
			url: 'https://api.laddro.com/base/v1/resumes',
			qs: { limit: 5 },
			json: true,
		});
	});

	it.each([200, 204, 299])('takes status %d for a yes', async (status) => {
		const { client } = clientFor([json(status, { a: 1 })]);
		expect(await client.getJson('/v1/resumes', {})).toEqual({ value: { a: 1 } });
	});

	it.each([199, 300, 301, 400, 500])('takes status %d for a no', async (status) => {
		const { client } = clientFor([json(status, { message: `Not with ${KEY}` })]);
		expect(await client.getJson('/v1/resumes', {})).toMatchObject({
			failure: { kind: 'status', statusCode: status, message: 'Not with ***' },
		});
	});

	it.each([[['a']], ['<html>'], [null], [undefined]])(
		'fails, and names what was asked for, when the answer is %j',
		async (body) => {
			const { client } = clientFor([json(200, body)]);
			expect(await client.getJson('/v1/resumes', {})).toEqual({
				failure: {
					kind: 'request',
					message: 'Laddro answered /v1/resumes with something else than JSON',
				},
			});
		},
	);

	it('fails, and does not break, when the request does', async () => {
		const { client } = clientFor([new Error('Nope')]);
		expect(await client.getJson('/v1/resumes', {})).toMatchObject({
			failure: { kind: 'request', message: 'Nope' },
		});
	});
});

describe('Cleaning a failure', () => {
	it('cuts the key out of every text, each time that it is there, and changes nothing else', () => {
		const { client } = clientFor([]);
		expect(
			client.clean({
				kind: 'status',
				message: `${KEY}, again ${KEY}`,
				description: `Use ${KEY}`,
				code: `code-${KEY}`,
				statusCode: 401,
				retryAfter: 5,
			}),
		).toEqual({
			kind: 'status',
			message: '***, again ***',
			description: 'Use ***',
			code: 'code-***',
			statusCode: 401,
			retryAfter: 5,
		});
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
	])('cuts out a key that has itself been cut, too: %s', (message, cleaned) => {
		const { client } = clientFor([]);
		expect(client.clean({ kind: 'status', message }).message).toBe(cleaned);
	});

	it('cuts out a key that is shorter than others', () => {
		const { client } = clientFor([], 'abc');
		expect(client.clean({ kind: 'status', message: 'xabcabcx' }).message).toBe('x******x');
	});

	it('leaves out what is not there', () => {
		const { client } = clientFor([]);
		expect(client.clean({ kind: 'stopped', message: 'Stopped' })).toEqual({
			kind: 'stopped',
			message: 'Stopped',
		});
	});

	it('leaves the words alone when there is no key', () => {
		const { client } = clientFor([], '');
		expect(client.clean({ kind: 'status', message: 'abc' }).message).toBe('abc');
	});
});

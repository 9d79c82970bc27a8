import { getEventListeners } from 'node:events';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Client } from '../../../nodes/Laddro/api/client';
import { connect, CREDENTIAL_TIMEOUT } from '../../../nodes/Laddro/api/connect';
import { json } from '../../../nodes/Laddro/api/readJson';
import { FakeClock, settle } from '../fakeClock';
import { response, stream as streamed } from './fakeApi';
import { FakeTimer } from './fakeTimer';
import { stream } from './stage';

/** What n8n's helper was called with, and the cancel signal of the context that it was called on. */
interface HelperCall {
	credential: string;
	options: IHttpRequestOptions;
	onContext: unknown;
	cancelSignal: AbortSignal | undefined;
}

const usable = { apiKey: 'lk_live_1', baseUrl: 'https://api.laddro.com/' };
const GENERATION = { method: 'POST', path: '/v1/tailor', body: {} } as const;
const LIST = { method: 'GET', path: '/v1/resumes' } as const;

/** The part of n8n that a connection needs. Its helper takes the signal from the context that it is called on. */
function n8n(getCredentials: (name: string) => Promise<Record<string, unknown>>, message = '') {
	const calls: HelperCall[] = [];
	const execution = new AbortController();
	const parts: Record<string, unknown> = {
		id: 'context',
		getExecutionCancelSignal: () => execution.signal,
		getCredentials,
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				credential: string,
				options: IHttpRequestOptions,
			) {
				const cancelSignal = this.getExecutionCancelSignal();
				calls.push({ credential, options, onContext: this, cancelSignal });
				return options.method === 'POST' ? streamed(['x'], 'hold') : response(401, { message });
			},
		},
	};
	return {
		calls,
		execution,
		clock: new FakeClock(),
		context: parts as object as IExecuteFunctions,
	};
}

/** n8n with a credential that it hands over at once, and an API that refuses its key. */
function n8nWith(credential: Record<string, unknown>) {
	return n8n(
		async (name) => (name === 'laddroApi' ? credential : {}),
		`Key ${String(credential.apiKey)} is wrong`,
	);
}

async function connected({ context, clock }: ReturnType<typeof n8n>): Promise<Client> {
	const client = await connect(context, clock);
	if (!client.ok) throw new Error(`Not connected: ${JSON.stringify(client.failure)}`);
	return client.value;
}

describe('connect', () => {
	it("makes a client that sends requests to the credential's base URL through the credential", async () => {
		const host = n8nWith(usable);
		await (await connected(host)).send(LIST, json, new FakeTimer());
		expect(host.calls).toMatchObject([
			{
				credential: 'laddroApi',
				options: { url: 'https://api.laddro.com/v1/resumes' },
				onContext: { id: 'context' },
			},
		]);
	});

	it("gives each request a signal of its own, in its options and as its context's cancel signal", async () => {
		const host = n8nWith(usable);
		const client = await connected(host);
		const timer = new FakeTimer();
		const result = client.send(
			GENERATION,
			stream(() => {}),
			timer,
		);
		await client.send(LIST, json, new FakeTimer());
		expect(host.calls).toHaveLength(2);
		for (const { options, cancelSignal } of host.calls) {
			expect(options.abortSignal).toBeInstanceOf(AbortSignal);
			expect(cancelSignal).toBe(options.abortSignal);
		}
		expect(host.calls[0]?.cancelSignal).not.toBe(host.calls[1]?.cancelSignal);

		expect(host.calls[0]?.cancelSignal?.aborted).toBe(false);
		timer.endWith({ kind: 'stopped' });
		await result;
		expect(host.calls[0]?.cancelSignal?.aborted).toBe(true);
	});

	it('leaves the execution and its context alone when a request is closed', async () => {
		const host = n8nWith(usable);
		const timer = new FakeTimer();
		const result = (await connected(host)).send(
			GENERATION,
			stream(() => {}),
			timer,
		);
		await settle();
		timer.endWith({ kind: 'stopped' });
		await result;
		expect(host.execution.signal.aborted).toBe(false);
		expect(host.context.getExecutionCancelSignal()).toBe(host.execution.signal);
	});

	it('makes a client that cuts the key out of what the API says', async () => {
		const result = await (await connected(n8nWith(usable))).send(LIST, json, new FakeTimer());
		expect(result).toMatchObject({ failure: { message: 'Key *** is wrong' } });
	});

	it.each(['\u200blk_live_1', 'lk_\u200eliv\u200be_1', ' lk_live_1\n'])(
		'cuts out the key as it is sent when the credential holds %j',
		async (apiKey) => {
			const host = n8n(async () => ({ ...usable, apiKey }), 'Key lk_live_1 is wrong');
			const result = await (await connected(host)).send(LIST, json, new FakeTimer());
			expect(result).toMatchObject({ failure: { message: 'Key *** is wrong' } });
		},
	);

	it.each([undefined, null, 42])(
		'cuts nothing out when the key is %j, which is no text',
		async (apiKey) => {
			const client = await connected(n8nWith({ ...usable, apiKey }));
			expect(await client.send(LIST, json, new FakeTimer())).toMatchObject({
				failure: { message: `Key ${apiKey} is wrong` },
			});
		},
	);

	it.each(['http://api.laddro.com', 'api.laddro.com', '', undefined])(
		'fails before anything is sent when the base URL is %j',
		async (baseUrl) => {
			const { calls, context, clock } = n8nWith({ ...usable, baseUrl });
			expect(await connect(context, clock)).toMatchObject({
				ok: false,
				failure: {
					kind: 'parameter',
					message: expect.stringContaining("'Base URL' in the Laddro API credential"),
					advice: "Correct 'Base URL' in the Laddro API credential.",
				},
			});
			expect(calls).toEqual([]);
		},
	);

	it("fails with n8n's error when n8n can not provide the credential", async () => {
		const thrown = Object.assign(new Error('Credential not found'), { description: 'Create one' });
		const { context, clock } = n8n(async () => await Promise.reject(thrown));
		expect(await connect(context, clock)).toEqual({
			ok: false,
			failure: {
				kind: 'parameter',
				message: 'Credential not found',
				advice: 'Create one',
				thrown,
			},
		});
		expect(clock.pending).toBe(0);
	});

	it('fails with the text when n8n throws something that is no error', async () => {
		const { context, clock } = n8n(async () => await Promise.reject('locked'));
		expect(await connect(context, clock)).toMatchObject({
			ok: false,
			failure: { kind: 'parameter', message: 'locked', advice: undefined },
		});
	});

	it('ends at once when the execution is cancelled while n8n never provides the credential', async () => {
		const { context, clock, execution } = n8n(async () => await new Promise(() => {}));
		const connecting = connect(context, clock, execution.signal);
		await settle();
		execution.abort();
		expect(await connecting).toEqual({ ok: false, failure: { kind: 'stopped' } });
		expect(clock.pending).toBe(0);
		expect(getEventListeners(execution.signal, 'abort')).toEqual([]);
	});

	it.each([true, false])(
		'fails after 60 seconds when n8n never provides the credential (can be cancelled: %s)',
		async (canBeCancelled) => {
			const { context, clock, execution } = n8n(async () => await new Promise(() => {}));
			let result: unknown;
			const signal = canBeCancelled ? execution.signal : undefined;
			void connect(context, clock, signal).then((value) => (result = value));
			await clock.advance(CREDENTIAL_TIMEOUT - 1);
			expect(result).toBeUndefined();
			await clock.advance(1);
			expect(result).toEqual({
				ok: false,
				failure: {
					kind: 'parameter',
					message: 'n8n did not provide the Laddro API credential within 60 seconds',
					advice: expect.stringContaining('external secrets'),
				},
			});
			expect(CREDENTIAL_TIMEOUT).toBe(60_000);
		},
	);

	it('sets no timer that outlives it', async () => {
		const host = n8nWith(usable);
		await connected(host);
		expect(host.clock.pending).toBe(0);
	});
});

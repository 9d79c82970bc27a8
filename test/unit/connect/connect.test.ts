import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../../../nodes/Laddro/connect';
import { NODE } from '../output/generation';
import { SSE, stream } from '../transport/fakeApi';

/** What n8n's helper was asked, and what the context that it was called on knew of cancellation. */
interface Call {
	credential: string;
	url: string;
	onContext: unknown;
	signal: AbortSignal | undefined;
}

/** n8n, as far as the node's connection goes: its helper takes the signal from the context that it is called on. */
function n8n(credentials: Record<string, unknown>) {
	const calls: Call[] = [];
	const execution = new AbortController();
	const parts: Record<string, unknown> = {
		getNode: () => NODE,
		getExecutionCancelSignal: () => execution.signal,
		getCredentials: async (name: string) => (name === 'laddroApi' ? credentials : {}),
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				credential: string,
				{ url }: { url: string },
			) {
				calls.push({ credential, url, onContext: this, signal: this.getExecutionCancelSignal() });
				return url.endsWith('/v1/tailor')
					? stream(['x'], 'hold')
					: { statusCode: 401, headers: SSE, body: { message: 'Key lk_live_1 is wrong' } };
			},
		},
	};
	return { calls, execution, context: parts as object as IExecuteFunctions };
}

const usable = { apiKey: 'lk_live_1', baseUrl: 'https://api.laddro.com/' };

describe('A connection', () => {
	it("asks below the credential's base URL, through the credential", async () => {
		const { calls, context } = n8n(usable);
		await (await connect(context)).getJson('/v1/resumes', {});
		expect(calls).toMatchObject([
			{ credential: 'laddroApi', url: 'https://api.laddro.com/v1/resumes', onContext: context },
		]);
	});

	it('gives each stream a signal of its own, which leaves the execution and its context alone', async () => {
		const { calls, context, execution } = n8n(usable);
		const client = await connect(context);
		const request = { path: '/v1/tailor', body: {} };
		const outcome = await client.openStream(request, 1000, new AbortController().signal);
		const own = calls[0]?.signal;
		expect(own?.aborted).toBe(false);
		if ('value' in outcome) outcome.value.body.destroy();
		expect(own?.aborted).toBe(true);
		expect(execution.signal.aborted).toBe(false);
		expect(context.getExecutionCancelSignal()).toBe(execution.signal);
		expect(calls[0]?.onContext).toMatchObject({ getNode: expect.any(Function) });
	});

	it('cuts the key out of what the API says', async () => {
		const outcome = await (await connect(n8n(usable).context)).getJson('/v1/resumes', {});
		expect(outcome).toMatchObject({ failure: { message: 'Key *** is wrong' } });
	});

	it('minds a key that is no text as little as one that is missing', async () => {
		const { context } = n8n({ ...usable, apiKey: undefined });
		const outcome = await (await connect(context)).getJson('/v1/resumes', {});
		expect(outcome).toMatchObject({ failure: { message: 'Key lk_live_1 is wrong' } });
	});

	it.each(['http://api.laddro.com', 'api.laddro.com', '', undefined])(
		'is not made, and nothing is asked, with the base URL %j',
		async (baseUrl) => {
			const { calls, context } = n8n({ ...usable, baseUrl });
			const error: unknown = await connect(context).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error).toMatchObject({
				message: expect.stringContaining('The Base URL in the Laddro API credential'),
				description: 'Open the Laddro API credential and correct its Base URL.',
				context: { itemIndex: 0 },
			});
			expect(calls).toEqual([]);
		},
	);
});

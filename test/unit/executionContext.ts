import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NODE } from './output/generation';
import { contextOf } from './parameters/context';
import type { Reply } from './api/fakeApi';

/** How the API responds to a request with this body. */
export type Responding = (body: Record<string, unknown>) => Reply | Promise<Reply>;

/**
 * What n8n gives to a node that runs with these items, whose fields are their parameters.
 *
 * @param context the context for reading parameters and files; by default there are no files
 * @param replaced what else than usual some of n8n's functions do
 */
export function executionContext(
	items: ReadonlyArray<Record<string, unknown>>,
	responding: Responding,
	replaced: Partial<Record<keyof IExecuteFunctions, unknown>> = {},
	{ context } = contextOf(items),
): IExecuteFunctions {
	const rest: object = {
		getNode: () => ({ ...NODE, parameters: {} }),
		continueOnFail: () => false,
		getExecutionCancelSignal: () => undefined,
		getInputData: () => items.map((json) => ({ json })),
		getCredentials: async () => ({ apiKey: 'lk_live_0', baseUrl: 'https://api.laddro.com' }),
		getContext: () => ({}),
		getExecutionId: () => '1',
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		addExecutionHints: () => {},
		...replaced,
		helpers: {
			...context.helpers,
			httpRequestWithAuthentication: async (_: string, { body }: IHttpRequestOptions) =>
				await responding(Object(body)),
			...Object(replaced.helpers),
		},
	};
	return Object.assign(context, rest);
}

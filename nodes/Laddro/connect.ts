import {
	NodeOperationError,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
} from 'n8n-workflow';
import { checkBaseUrl } from './transport/baseUrl';
import { Client } from './transport/client';

/** Name of the credential, as workflows know it. */
export const CREDENTIAL = 'laddroApi';

/**
 * Makes the client for the node's credential. Throws a `NodeOperationError`, before anything is sent, when its base
 * URL can't be used.
 */
export async function connect(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<Client> {
	const { apiKey, baseUrl } = await context.getCredentials(CREDENTIAL);
	const checked = checkBaseUrl(baseUrl);
	if ('problem' in checked) {
		throw new NodeOperationError(context.getNode(), checked.problem, {
			itemIndex: 0,
			description: 'Open the Laddro API credential and correct its Base URL.',
		});
	}
	const request = async (options: IHttpRequestOptions, signal?: AbortSignal): Promise<unknown> =>
		await context.helpers.httpRequestWithAuthentication.call(
			signal ? cancelledBy(signal, context) : context,
			CREDENTIAL,
			options,
		);
	return new Client(request, checked.baseUrl, typeof apiKey === 'string' ? apiKey : '');
}

/**
 * The context with a signal of its own. n8n's helper puts the signal of the context that it is called on, which is
 * the whole execution's, over any that a request brings along; from this context it takes the request's.
 */
function cancelledBy<Context extends object>(signal: AbortSignal, context: Context): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } });
}

import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { checkBaseUrl } from '../nodes/Laddro/api/baseUrl';
import { sentKey } from '../nodes/Laddro/api/redact';
import { parseUrl } from '../nodes/Laddro/common/url';

/**
 * What the test says instead of the status's name. For an address that can't be reached n8n shows Node's code, which the
 * help for the base URL explains.
 */
const messages: ReadonlyArray<[statuses: readonly number[], message: string]> = [
	[
		[401],
		"Laddro does not accept this API key. Check that 'API Key' holds the whole key, and that the key has not been deleted.",
	],
	[
		[403],
		"Laddro does not let this API key list resumes. Check the key's permissions and the account's plan.",
	],
	[[404], "Laddro's API is not at this address. Check 'Base URL'."],
	[[429], 'Laddro accepts no more requests with this API key for now. Test again in a minute.'],
	[
		[301, 302, 303, 307, 308],
		"This address redirects to another one, which would receive the API key. Check 'Base URL'.",
	],
	[[500, 502, 503, 504], 'Laddro is unavailable at the moment. Test again later.'],
];

const rules = messages.flatMap(([statuses, message]) =>
	statuses.map((value) => ({ type: 'responseCode' as const, properties: { value, message } })),
);

function originOf(address: unknown): string | undefined {
	return parseUrl(typeof address === 'string' ? address.trim() : '')?.origin;
}

/** Keeps the API key, and lets it leave over https only, to the origin of its own base URL. */
export class LaddroApi implements ICredentialType {
	name = 'laddroApi';

	displayName = 'Laddro API';

	icon: Icon = {
		light: 'file:../nodes/Laddro/laddro.svg',
		dark: 'file:../nodes/Laddro/laddro.dark.svg',
	};

	documentationUrl = 'https://docs.laddro.com';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. laddro_live_…',
			description:
				'Create a key in the <a href="https://console.laddro.com" target="_blank">Laddro Console</a>',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.laddro.com',
			description:
				'Change this only to reach Laddro through another address. It must begin with https://; http:// is allowed only for this machine; if n8n uses a proxy, add this machine to NO_PROXY. If the test shows a code such as ECONNREFUSED, ENOTFOUND or ETIMEDOUT, n8n cannot reach this address.',
		},
	];

	/**
	 * A function, so that the rule for the base URL holds for everything that sends the key: the node, this
	 * credential's own test, and an HTTP Request node that uses it.
	 */
	authenticate = async (
		{ apiKey, baseUrl }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		// A complete address takes precedence over the base URL. The HTTP Request node passes its own as `uri`, which is
		// missing from the type.
		const url: unknown = request.url || Reflect.get(request, 'uri');
		const isComplete = typeof url === 'string' && parseUrl(url) !== undefined;
		const checked = isComplete
			? checkBaseUrl(url, 'The address of a request with the Laddro API credential')
			: checkBaseUrl(request.baseURL);
		if (!checked.ok) throw new Error(checked.failure.message);
		if (originOf(checked.value) !== originOf(baseUrl)) {
			throw new Error(
				"The Laddro API credential sends its key only to the address in its 'Base URL'",
			);
		}
		return {
			...request,
			headers: { ...request.headers, 'x-api-key': sentKey(apiKey) },
			// A redirect would carry the key to wherever it points. The HTTP Request node's helper heeds the second alone.
			disableFollowRedirect: true,
			maxRedirects: 0,
		};
	};

	test = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/v1/resumes',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules,
	} satisfies ICredentialTestRequest;
}

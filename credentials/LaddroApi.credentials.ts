import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { parseUrl } from '../nodes/Laddro/common/url';
import { checkBaseUrl } from '../nodes/Laddro/transport/baseUrl';

/** Keeps the API key, and lets it leave over https only. */
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
			description: 'Made in the Laddro account, under API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.laddro.com',
			description:
				'Change it only to reach Laddro through another address. It must begin with https://; http:// is allowed for this machine only.',
		},
	];

	/**
	 * A function, so that the rule for the base URL holds for everything that sends the key: the node, this
	 * credential's own test, and an HTTP Request node that uses it.
	 */
	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		// A complete address takes precedence over the base URL. The HTTP Request node passes its own as `uri`, which is
		// missing from the type.
		const url: unknown = request.url || Reflect.get(request, 'uri');
		const isComplete = typeof url === 'string' && parseUrl(url) !== undefined;
		const checked = checkBaseUrl(isComplete ? url : request.baseURL);
		if (!checked.ok) throw new Error(checked.failure.message);
		return { ...request, headers: { ...request.headers, 'x-api-key': apiKey } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/v1/resumes',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
	};
}

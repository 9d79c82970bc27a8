import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { parseUrl } from '../nodes/Laddro/parseUrl';
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
				'Change it only to reach Laddro by another way. It must begin with https://; http:// is for this machine itself.',
		},
	];

	/**
	 * A function, so that the rule for the base URL is kept for whatever sends the key: the node, this credential's
	 * own test, and an HTTP Request node that uses it.
	 */
	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		// An address that is whole goes before the base. The HTTP Request node hands its own on as `uri`, which the
		// type does not know.
		const url: unknown = request.url || Reflect.get(request, 'uri');
		const isWhole = typeof url === 'string' && parseUrl(url) !== undefined;
		const checked = checkBaseUrl(isWhole ? url : request.baseURL);
		if ('problem' in checked) throw new Error(checked.problem);
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

import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';
import { LaddroApi } from '../../../credentials/LaddroApi.credentials';

const KEY = 'lk_live_0123456789';

const NO_REDIRECT = { disableFollowRedirect: true, maxRedirects: 0 };

async function authenticate(
	request: Partial<IHttpRequestOptions> & { uri?: string },
	{ apiKey = KEY, baseUrl = 'https://api.laddro.com' } = {},
) {
	// The HTTP Request node has no `url`, whatever the type says.
	const options = request as IHttpRequestOptions;
	return await new LaddroApi().authenticate({ apiKey, baseUrl }, options);
}

describe('The credential', () => {
	it('The key is added to a request, of which everything else is kept.', async () => {
		const request = {
			url: 'https://api.laddro.com/v1/resumes',
			method: 'GET',
			qs: { limit: 1 },
			headers: { Accept: 'application/json' },
		} as const;
		expect(await authenticate(request)).toEqual({
			...request,
			headers: { Accept: 'application/json', 'x-api-key': KEY },
			...NO_REDIRECT,
		});
	});

	it('The request that was given is not changed.', async () => {
		const request = Object.freeze({ url: 'https://api.laddro.com', headers: Object.freeze({}) });
		await authenticate(request);
		expect(request.headers).toEqual({});
	});

	it('A header of the request never takes the place of the key.', async () => {
		const { headers } = await authenticate({
			url: 'https://api.laddro.com',
			headers: { 'x-api-key': 'other' },
		});
		expect(headers).toEqual({ 'x-api-key': KEY });
	});

	it('No request with the key follows a redirect, also one that is allowed to.', async () => {
		const request = {
			url: 'https://api.laddro.com',
			disableFollowRedirect: false,
			maxRedirects: 21,
		};
		expect(await authenticate(request)).toMatchObject(NO_REDIRECT);
	});

	it('The key is sent without the invisible characters that come with pasting.', async () => {
		const request = { url: 'https://api.laddro.com' };
		const { headers } = await authenticate(request, { apiKey: `\u200b${KEY}\n` });
		expect(headers).toEqual({ 'x-api-key': KEY });
	});

	it.each([
		['another host', { url: 'https://b.example/v1' }],
		['another host below the base', { url: 'https://api.laddro.com.b.example/v1' }],
		['the host in the place of a user', { url: 'https://api.laddro.com@b.example/v1' }],
		['another port', { url: 'https://api.laddro.com:8443/v1' }],
		['another host in an HTTP Request node', { uri: 'https://b.example' }],
		['another base', { baseURL: 'https://b.example', url: '/v1' }],
		['this machine', { url: 'http://localhost:4010' }],
	])("The key is not sent to %s than the credential's own.", async (_, request) => {
		await expect(authenticate(request)).rejects.toThrow("only to the address in its 'Base URL'");
		await expect(authenticate(request, { baseUrl: '' })).rejects.toThrow("'Base URL'");
	});

	it.each<[string, Partial<IHttpRequestOptions> & { uri?: string }]>([
		['its own address', { url: 'https://api.laddro.com/v1/resumes' }],
		['a path below a base', { baseURL: 'https://api.laddro.com', url: '/v1/resumes' }],
		['no path below a base', { baseURL: 'https://api.laddro.com', url: '' }],
		['the address of an HTTP Request node', { uri: 'https://api.laddro.com/v1/resumes' }],
		[
			'a complete address, whatever the base is',
			{ baseURL: 'http://a.example', url: 'https://api.laddro.com' },
		],
	])('The key is sent with %s.', async (_, request) => {
		expect((await authenticate(request)).headers).toEqual({ 'x-api-key': KEY });
	});

	it('The key is sent with plain http on this machine, in any spelling of its base URL.', async () => {
		const request = { baseURL: 'http://127.0.0.1:4010', url: '/v1/resumes' };
		const { headers } = await authenticate(request, { baseUrl: ' HTTP://127.1:4010/ ' });
		expect(headers).toEqual({ 'x-api-key': KEY });
	});

	it.each<[string, Partial<IHttpRequestOptions> & { uri?: string }, string]>([
		[
			'plain http across a network',
			{ url: 'http://api.laddro.com/v1' },
			'must begin with https://',
		],
		[
			'plain http in the base URL',
			{ baseURL: 'http://api.laddro.com', url: '/v1' },
			'must begin with https://',
		],
		[
			'plain http in the address of an HTTP Request node',
			{ uri: 'http://a.example' },
			'must begin with https://',
		],
		[
			'plain http in a complete address, whatever the base URL is',
			{ baseURL: 'https://api.laddro.com', url: 'http://a.example' },
			'must begin with https://',
		],
		['another scheme', { url: 'ftp://api.laddro.com' }, 'is not a web address'],
		['a path without a base', { url: '/v1/resumes' }, 'is not a web address'],
		[
			'a base URL that is no web address',
			{ baseURL: 'api.laddro.com', url: '/v1' },
			'is not a web address',
		],
		['no address at all', {}, 'is not a web address'],
	])('The key is not sent with %s, and not in the error either.', async (_, request, problem) => {
		const refusal = authenticate(request);
		await expect(refusal).rejects.toThrow(problem);
		await expect(refusal).rejects.not.toThrow(KEY);
	});

	it('The credential is tested by a request that costs nothing.', () => {
		const { request }: ICredentialTestRequest = new LaddroApi().test;
		expect(request).toMatchObject({
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/v1/resumes',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		});
		expect(request.method ?? 'GET').toBe('GET');
	});

	it.each([
		[301, /redirects .* Check 'Base URL'\.$/],
		[302, /redirects .* Check 'Base URL'\.$/],
		[303, /redirects .* Check 'Base URL'\.$/],
		[307, /redirects .* Check 'Base URL'\.$/],
		[308, /redirects .* Check 'Base URL'\.$/],
		[401, /^Laddro does not accept this API key\. Check that 'API Key' holds the whole key/],
		[403, /^Laddro does not let this API key list resumes\. Check the key's permissions/],
		[404, /^Laddro's API is not at this address\. Check 'Base URL'\.$/],
		[429, /Test again in a minute\.$/],
		[500, /^Laddro is unavailable at the moment\. Test again later\.$/],
		[502, /^Laddro is unavailable at the moment\. Test again later\.$/],
		[503, /^Laddro is unavailable at the moment\. Test again later\.$/],
		[504, /^Laddro is unavailable at the moment\. Test again later\.$/],
	])('A test that fails with status %d says why: %s', (statusCode, message) => {
		const { rules } = new LaddroApi().test;
		const matching = rules.filter(({ properties: { value } }) => value === statusCode);
		expect(matching).toMatchObject([
			{ type: 'responseCode', properties: { message: expect.stringMatching(message) } },
		]);
	});

	it('The help says where a key is created, and what the codes of a failed connection mean.', () => {
		const [apiKey, baseUrl] = new LaddroApi().properties;
		expect(apiKey?.description).toMatch(
			/^Create a key in the <a href="https:\/\/console\.laddro\.com".*>Laddro Console<\/a>$/,
		);
		expect(baseUrl?.description).toMatch(/if n8n uses a proxy, add this machine to NO_PROXY/);
		expect(baseUrl?.description).toMatch(/ECONNREFUSED, ENOTFOUND or ETIMEDOUT, .* cannot reach/);
	});

	it('A refusal names the base URL only where it is the base URL that is wrong.', async () => {
		await expect(authenticate({ baseURL: 'http://a.example', url: '/v1' })).rejects.toThrow(
			"'Base URL' in the Laddro API credential must begin with https://",
		);
		await expect(authenticate({ uri: 'http://a.example' })).rejects.toThrow(
			'The address of a request with the Laddro API credential must begin with https://',
		);
	});

	it('The credential has the fields of saved credentials.', () => {
		const { name, properties } = new LaddroApi();
		expect(name).toBe('laddroApi');
		expect(properties).toMatchObject([
			{ name: 'apiKey', typeOptions: { password: true }, required: true, default: '' },
			{ name: 'baseUrl', default: 'https://api.laddro.com' },
		]);
	});
});

import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { startEmulator, type EmulatorOptions } from '../../../emulator';
import { searchResumes } from '../../../nodes/Laddro/listSearch/searchResumes';
import { NODE } from '../output/generation';

/** n8n's helper, as far as the picker needs it. */
async function ask({ url, qs, headers }: IHttpRequestOptions, key: string): Promise<unknown> {
	const address = new URL(url);
	for (const [name, value] of Object.entries(qs ?? {})) {
		address.searchParams.set(name, String(value));
	}
	const response = await fetch(address, {
		headers: { ...(headers as Record<string, string>), 'x-api-key': key, connection: 'close' },
		redirect: 'manual',
	});
	const text = await response.text();
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: text.startsWith('{') ? JSON.parse(text) : text,
	};
}

/** The editor's picker, connected to an emulator. */
export async function openPicker(options: EmulatorOptions = {}) {
	const emulator = await startEmulator(options);
	const context = (apiKey: string, baseUrl: string) => {
		const parts: Record<string, unknown> = {
			getNode: () => NODE,
			getCredentials: async () => ({ apiKey, baseUrl }),
			helpers: {
				httpRequestWithAuthentication: async (_: string, request: IHttpRequestOptions) =>
					await ask(request, apiKey),
			},
		};
		return parts as object as ILoadOptionsFunctions;
	};
	return {
		emulator,
		search: async (filter?: string, token?: string) =>
			await searchResumes.call(context(emulator.apiKey, emulator.url), filter, token),
		searchWith: async (apiKey: string, baseUrl = emulator.url) =>
			await searchResumes.call(context(apiKey, baseUrl)),
	};
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { startEmulator, type EmulatorOptions } from '../../../emulator';
import { Laddro } from '../../../nodes/Laddro/Laddro.node';
import { NODE } from '../output/generation';

/** n8n's helper, as far as a picker needs it. */
async function ask({ url, qs, headers }: IHttpRequestOptions, key: string): Promise<unknown> {
	const address = new URL(url);
	for (const [name, value] of Object.entries(qs ?? {})) {
		address.searchParams.set(name, String(value));
	}
	const response = await fetch(address, {
		headers: { ...(headers as Record<string, string>), 'x-api-key': key, connection: 'close' },
		redirect: 'manual',
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: Readable.from(response.body ?? []),
	};
}

/**
 * n8n, as far as a picker needs it.
 *
 * @param parameters the node's parameters in the editor, by their paths
 */
export function editorWith(
	apiKey: string,
	baseUrl: string,
	parameters: Readonly<Record<string, unknown>> = {},
): ILoadOptionsFunctions {
	const parts: Record<string, unknown> = {
		getNode: () => NODE,
		getCredentials: async () => ({ apiKey, baseUrl }),
		getCurrentNodeParameter(path: string, { extractValue = false } = {}) {
			const value = parameters[path];
			return extractValue ? Reflect.get(Object(value), 'value') : value;
		},
		helpers: {
			httpRequestWithAuthentication: async (_: string, request: IHttpRequestOptions) =>
				await ask(request, apiKey),
		},
	};
	return parts as object as ILoadOptionsFunctions;
}

const { searchResumes } = new Laddro().methods.listSearch;

/** The picker for resumes, connected to an emulator. */
export async function openPicker(options: EmulatorOptions = {}) {
	const emulator = await startEmulator(options);
	return {
		emulator,
		search: async (filter?: string, token?: string) =>
			await searchResumes.call(editorWith(emulator.apiKey, emulator.url), filter, token),
		searchWith: async (apiKey: string, baseUrl = emulator.url) =>
			await searchResumes.call(editorWith(apiKey, baseUrl)),
	};
}

/** A server on this machine that has a response or a status for each address, and 404 for all others. */
export async function serve(responses: Readonly<Record<string, unknown>>) {
	const asked: string[] = [];
	const server = createServer(({ method, url = '' }, response) => {
		asked.push(`${method} ${url}`);
		const { [url]: body = 404 } = responses;
		response.writeHead(typeof body === 'number' ? body : 200, {
			'content-type': 'application/json',
		});
		response.end(JSON.stringify(typeof body === 'number' ? { message: 'Not here' } : body));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		/** Method and address of each request. */
		asked,
		close: async () => {
			server.close();
			await once(server, 'close');
		},
	};
}

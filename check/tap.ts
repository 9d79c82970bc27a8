import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { isFields, parsed, type ApiRequest, type Exchange } from './exchange';
import { send, type Api } from './send';

/** Stands between the node and the API. */
export interface Tap {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	/** What the node asked for that was neither free nor known, and was not passed on. */
	readonly refused: readonly string[];
	/** What the node has been given, newest last. */
	readonly given: readonly Exchange[];
	close(): Promise<void>;
}

/** Headers that belong to one connection; the tap's own replace them. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

/**
 * Starts a server that gives the node what the API has sent for the very same request before, in the same chunks, so
 * that nothing is paid for twice and both are held against the same bytes. Other requests that cost nothing go on to
 * the API.
 */
export async function startTap(api: Api, known: readonly Exchange[]): Promise<Tap> {
	const given: Exchange[] = [];
	const refused: string[] = [];

	async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request = await requestIn(incoming);
		const key = String(incoming.headers['x-api-key'] ?? '');
		const exchange =
			request.method === 'GET'
				? await send({ ...api, key }, request)
				: known.find((each) => isDeepStrictEqual(each.request, request));
		if (exchange === undefined) {
			refused.push(`${request.method} ${request.path}`);
			response.writeHead(400).end();
			return;
		}
		given.push(exchange);
		await write(exchange, response);
	}

	const server = createServer((incoming, response) => {
		respond(incoming, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		url: `http://127.0.0.1:${Object(address).port}`,
		refused,
		given,
		async close() {
			server.close().closeAllConnections();
			await once(server, 'close');
		},
	};
}

async function requestIn(incoming: IncomingMessage): Promise<ApiRequest> {
	const body = parsed((await buffer(incoming)).toString());
	const { method, url = '/', headers } = incoming;
	return {
		method: method === 'POST' || method === 'PUT' ? method : 'GET',
		path: url,
		stream: headers.accept?.includes('text/event-stream') ?? false,
		...(isFields(body) && { body }),
	};
}

async function write(
	{ status, headers, chunks, end }: Exchange,
	response: ServerResponse,
): Promise<void> {
	const own = Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name));
	response.writeHead(status, Object.fromEntries(own));
	for (const { bytes } of chunks) {
		if (!response.write(bytes)) await once(response, 'drain');
	}
	if (end === 'close') response.end();
	if (end === 'cut') response.destroy();
}

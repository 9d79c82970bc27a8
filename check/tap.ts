import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { isFields, parsed, type ApiRequest, type Exchange } from './exchange';
import { send, type Api } from './send';

/** Headers that belong to one connection; the tap's own replace them. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'date'];

/**
 * Starts a server between the node and the API. It gives the node what the API has sent for the very same request
 * before, in the same chunks, so that nothing is paid for twice and both are held against the same bytes. Other
 * requests that cost nothing go on to the API.
 * @returns its address, what the node has been given, and what it asked for that was neither free nor known
 */
export async function startTap(api: Api, known: readonly Exchange[]) {
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
		const { status, headers, respondedAt, chunks, end } = exchange;
		const own = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
		// When the request was sent, as the node has the response at once: a stored copy must not be older.
		const sent = new Date(Date.parse(headers.date ?? '') - respondedAt);
		const date = Number.isNaN(sent.getTime()) ? undefined : sent.toUTCString();
		response.writeHead(status, { ...Object.fromEntries(own), ...(date && { date }) });
		for (const { bytes } of chunks) {
			if (!response.write(bytes)) await once(response, 'drain');
		}
		if (end === 'close') response.end();
		if (end === 'cut') response.destroy();
	}

	const server = createServer((incoming, response) => {
		respond(incoming, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${Object(server.address()).port}`;
	const close = async () => {
		server.close().closeAllConnections();
		await once(server, 'close');
	};
	return { url, refused, given, close };
}

async function requestIn(incoming: IncomingMessage): Promise<ApiRequest> {
	const { method, url: path = '/', headers } = incoming;
	const stream = headers.accept?.includes('text/event-stream') ?? false;
	if (method !== 'POST' && method !== 'PUT') return { method: 'GET', path, stream };
	const body = parsed(await text(incoming));
	return { method, path, stream, ...(isFields(body) && { body }) };
}

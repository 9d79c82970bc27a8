import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { isFields, parsed, type Asked, type Exchange } from '../observe/exchange';
import { send, type Api, type Patience } from '../observe/send';

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
 * Starts a server that gives the node what the API has answered to the very same request before, in the same chunks,
 * so that nothing is paid for twice and both are held against the same bytes. Other requests that cost nothing go on
 * to the API.
 */
export async function startTap(
	api: Api,
	known: readonly Exchange[],
	patience: Patience,
): Promise<Tap> {
	const given: Exchange[] = [];
	const refused: string[] = [];

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const asked = await askedIn(request);
		const paid = known.find((each) => isSame(each.asked, asked));
		const key = String(request.headers['x-api-key'] ?? '');
		const exchange = asked.method === 'GET' ? await send({ ...api, key }, asked, patience) : paid;
		if (exchange === undefined) {
			refused.push(`${asked.method} ${asked.path}`);
			response.writeHead(400).end();
			return;
		}
		given.push(exchange);
		await write(exchange, response);
	}

	const server = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		refused,
		given,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

async function askedIn(request: IncomingMessage): Promise<Asked> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	const body = parsed(Buffer.concat(chunks).toString());
	const { method, url = '/', headers } = request;
	return {
		method: method === 'POST' || method === 'PUT' ? method : 'GET',
		path: url,
		stream: headers.accept?.includes('text/event-stream') ?? false,
		...(isFields(body) && { body }),
	};
}

const isSame = (one: Asked, other: Asked): boolean =>
	one.method === other.method &&
	one.path === other.path &&
	(one.stream ?? false) === other.stream &&
	isDeepStrictEqual(one.body, other.body);

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

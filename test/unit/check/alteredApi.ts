import { once } from 'node:events';
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';

/** An answer, which a test may change before it is passed on. */
export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A request, by which a test recognizes the answer that it changes. */
export interface Request {
	/** Method and path, without the query. */
	readonly target: string;
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	readonly wantsStream: boolean;
}

/** Changes an answer in place. */
export type Alteration = (answer: Answer, request: Request) => void;

/** A server that passes everything on to another one, and changes the answers. */
export async function startAlteredApi(
	target: string,
	alter: Alteration,
): Promise<{ url: string; close: () => Promise<void> }> {
	const server = createServer((incoming, outgoing) => {
		const { method = '', url = '', headers } = incoming;
		const [path = '', query = ''] = url.split('?');
		const passed = ask(`${target}${url}`, { method, headers, agent: false }, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(Buffer.from(chunk));
			const answer: Answer = {
				status: response.statusCode ?? 0,
				headers: { ...response.headers },
				body: Buffer.concat(chunks),
			};
			const before = answer.body;
			alter(answer, {
				target: `${method} ${path}`,
				query,
				headers,
				wantsStream: headers.accept === 'text/event-stream',
			});
			delete answer.headers['transfer-encoding'];
			delete answer.headers.connection;
			if (answer.body !== before && answer.headers['content-length'] !== undefined) {
				answer.headers['content-length'] = String(answer.body.length);
			}
			outgoing.writeHead(answer.status, answer.headers).end(answer.body);
		});
		incoming.pipe(passed);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no address');
	return {
		url: `http://127.0.0.1:${address.port}`,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Account } from './account';
import { defaultResumes } from './content/resumes';
import type { Context } from './context';
import { control, CONTROL_PREFIX } from './control';
import { Exchange } from './exchange';
import { Gate } from './gate';
import { LedgerBook } from './ledger';
import { RateLimit } from './rateLimit';
import { respond } from './routes';
import type { Emulator, EmulatorOptions } from './types';

const HOST = '127.0.0.1';

function contextOf(options: EmulatorOptions): Context {
	return {
		apiKey: options.apiKey ?? 'laddro_live_emulator_key',
		dialect: options.dialect ?? 'documented',
		pieceDelay: options.pieceDelay ?? 0,
		keepBodies: options.keepBodies ?? true,
		resumes: options.resumes ?? defaultResumes,
		resumeListShape: options.resumeListShape ?? 'sdk',
		behaviour: options.behaviour ?? (() => undefined),
		ledger: new LedgerBook(),
		account: new Account(options.credits ?? Infinity),
		rateLimit: new RateLimit(options.requestsPerMinute ?? 0, options.rateWindow ?? 60_000),
		gate: new Gate(),
	};
}

/** Splits a request's target without trusting it to be a well-formed address. */
function splitTarget({ url = '/' }: IncomingMessage): { path: string; query: string } {
	const mark = url.indexOf('?');
	return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark) };
}

async function listen(server: Server, port: number): Promise<number> {
	server.listen(port, HOST);
	await once(server, 'listening');
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : port;
}

/**
 * Starts a server on 127.0.0.1 that speaks the Career API.
 * @throws when the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const context = contextOf(options);
	const { apiKey, ledger, gate } = context;
	const exchanges = new Set<Exchange>();

	function receive(request: IncomingMessage, response: ServerResponse): void {
		const { method = 'GET', headers } = request;
		const { path, query } = splitTarget(request);
		if (path.startsWith(CONTROL_PREFIX)) {
			const { status, headers: head, body } = control(method, path, context);
			response.writeHead(status, head).end(body);
			return;
		}
		const wantsStream = headers.accept?.includes('text/event-stream') ?? false;
		const contentType = headers['content-type'] ?? null;
		const entry = ledger.begin({ method, path, query, wantsStream, contentType });
		const exchange = new Exchange(request, response, entry, ledger, () => {
			exchanges.delete(exchange);
			options.onRequestEnd?.(entry);
		});
		exchanges.add(exchange);
		void respond(exchange, context);
	}

	const server = createServer(receive);
	// A kept connection that the server closes just as the client takes it again would be a reset
	// that nobody asked for.
	server.keepAliveTimeout = 0;
	server.requestTimeout = 0;
	const port = await listen(server, options.port ?? 0);

	return {
		url: `http://${HOST}:${port}`,
		apiKey,
		ledger,
		release: () => gate.open(),
		close: async () => {
			const closed = once(server, 'close');
			exchanges.forEach((exchange) => exchange.closing());
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

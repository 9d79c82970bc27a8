import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { Account, type AccountOptions } from './account/account';
import type { Ledger, LedgerEntry } from './account/ledger';
import type { ApiSettings } from './endpoints/call';
import { respond } from './endpoints/respond';
import { dialectOf } from './faults/usual';
import { Exchange } from './http/exchange';

const HOST = '127.0.0.1';

/**
 * Settings of the API: `answers` (default `documented`), `dialect` (that of the answers), `pieceDelay` (default 0) and
 * others.
 */
export interface EmulatorOptions extends AccountOptions, Partial<Omit<ApiSettings, 'releases'>> {
	/** TCP port on 127.0.0.1. Default 0, for a free one. */
	readonly port?: number;
	/** Called once for each request, when it has ended. */
	readonly onRequestEnd?: (entry: LedgerEntry) => void;
}

/** A running emulator. */
export interface Emulator {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	readonly apiKey: string;
	readonly ledger: Ledger;
	/** Lets all streams go on that are holding now; later ones hold again. */
	release(): void;
	/** Destroys all open connections and resolves when the port is free. */
	close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that behaves like Laddro's Career API.
 * @throws if the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const account = new Account(options);
	const { apiKey, ledger } = account;
	const { resumeListShape = 'sdk', answers = options.dialect ?? 'documented' } = options;
	const settings: ApiSettings = {
		answers,
		dialect: options.dialect ?? dialectOf(answers),
		pieceDelay: options.pieceDelay ?? 0,
		documentIds: options.documentIds,
		resumeListShape,
		shape: options.shape ?? resumeListShape,
		behaviour: options.behaviour ?? (() => undefined),
		// Any number of streams may hold at the same time.
		releases: new EventEmitter().setMaxListeners(0),
	};
	const closing = new AbortController();
	const server = createServer((request, response) => {
		const { method = 'GET', url = '/', headers } = request;
		// A request's target need not be a valid address.
		const [path = ''] = url.split('?', 1);
		const query = url.slice(path.length);
		const wantsStream = headers.accept?.includes('text/event-stream') ?? false;
		const entry = ledger.begin({ method, path, query, wantsStream });
		const exchange = new Exchange(request, response, entry, ledger, settings, closing.signal);
		response.once('close', () => options.onRequestEnd?.(entry));
		void respond({ exchange, account, settings });
	});
	// If the server closed an idle connection just as the client used it again, the client would see
	// a reset that no test asked for.
	server.keepAliveTimeout = 0;
	server.requestTimeout = 0;
	server.listen(options.port ?? 0, HOST);
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : options.port;

	return {
		url: `http://${HOST}:${port}`,
		apiKey,
		ledger,
		release: () => settings.releases.emit('release'),
		close: async () => {
			const closed = once(server, 'close');
			closing.abort();
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

import { once } from 'node:events';
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The server in its own process. */
export interface BenchServer {
	/** Without a closing slash. */
	readonly url: string;
	close(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startServer(): Promise<BenchServer> {
	const child = fork(join(__dirname, 'main.ts'), { execArgv: ['--require', 'tsx/cjs'] });
	const [port] = await once(child, 'message');
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Found, ReadRequest } from './reader';

/** One measured reading. Times are in milliseconds, memory in bytes. */
export interface Reading extends Found {
	/** CPU time of the whole process, all threads. */
	cpu: number;
	wall: number;
	/** The most resident memory that the process has had in its life, less what it had just before. */
	peak: number;
	/** Memory that V8 still holds just after: its heap and what it keeps outside. */
	held: number;
}

/** A process in which one reader is measured: the file of this name beside this one. */
export class ReaderProcess {
	private readonly child;
	private readonly ended = new AbortController();

	/**
	 * @param use for memory, garbage is collected before and after each reading; for time it is not, because V8
	 *   throws compiled code away with it
	 */
	constructor(reader: string, use: 'time' | 'memory') {
		const { BENCH_PROFILE } = process.env;
		const execArgv = ['--require', 'tsx/cjs'];
		if (use === 'memory') execArgv.push('--expose-gc');
		if (BENCH_PROFILE) execArgv.push('--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`);
		this.child = fork(join(__dirname, 'measure.ts'), [reader], { execArgv });
		this.child.once('exit', () => this.ended.abort(`The reader "${reader}" ended`));
	}

	/**
	 * Reads one item with the parameters of `nodes.json`, unless the request says otherwise.
	 * @throws when the reader does, or the process ends
	 */
	async read(request: Partial<ReadRequest> & Pick<ReadRequest, 'baseUrl'>): Promise<Reading> {
		const defaults = { parameters: {}, items: 1, concurrency: 1, live: false };
		this.child.send({ ...defaults, ...request });
		const [reading] = await once(this.child, 'message', { signal: this.ended.signal });
		return reading;
	}

	async close(): Promise<void> {
		if (!this.child.connected) return;
		const exit = once(this.child, 'exit');
		this.child.disconnect();
		await exit;
	}
}

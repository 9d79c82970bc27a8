import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Collected, ReadRequest } from './readers/reader';

/** One measured reading. Times are in milliseconds, memory in bytes. */
export interface Reading extends Collected {
	/** CPU time of the whole process, all threads. */
	cpu: number;
	wall: number;
	/** The most resident memory that the process has had in its life, less what it had just before. */
	peak: number;
	/** Memory that V8 still holds just after: its heap and what it keeps outside. */
	held: number;
}

/** A process in which one reader is measured: the file of this name in `readers/`. */
export class MeasuringProcess {
	private readonly child;

	/**
	 * @param use for memory, garbage is collected before and after each reading; for time it is not, because V8
	 *   throws compiled code away with it
	 */
	constructor(
		readonly reader: string,
		use: 'time' | 'memory' = 'time',
	) {
		const { BENCH_PROFILE } = process.env;
		const options = ['--require', 'tsx/cjs'];
		if (use === 'memory') options.push('--expose-gc');
		if (BENCH_PROFILE) options.push('--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`);
		this.child = fork(join(__dirname, 'measure.ts'), [reader], { execArgv: options });
		// Each reading waits for its end once more.
		this.child.setMaxListeners(0);
	}

	/**
	 * Reads one item and its sections, unless the request says otherwise.
	 * @throws when the reader does, or the process ends
	 */
	async read(request: Partial<ReadRequest> & Pick<ReadRequest, 'baseUrl'>): Promise<Reading> {
		const defaults = { output: 'sections', items: 1, concurrency: 1, live: false } as const;
		this.child.send({ ...defaults, ...request });
		const ended = once(this.child, 'exit').then(() => {
			throw new Error(`The reader "${this.reader}" ended`);
		});
		const [reading]: Reading[] = await Promise.race([once(this.child, 'message'), ended]);
		return reading!;
	}

	async close(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}

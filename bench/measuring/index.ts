import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ReadRequest } from '../readers/reader';
import type { Reading } from './reading';

export type { Reading } from './reading';
export type ReaderName = 'node' | 'plain' | 'plainInN8n' | 'http';

type Answer = { reading: Reading } | { error: string };

/** A process in which one reader is measured. */
export class MeasuringProcess {
	private readonly child: ChildProcess;

	/**
	 * @param use for memory the garbage is collected before and after each reading; for time it is not, because V8
	 *   throws compiled code away with it
	 */
	constructor(
		readonly reader: ReaderName,
		use: 'time' | 'memory' = 'time',
	) {
		this.child = fork(join(__dirname, `${reader}.ts`), {
			execArgv: [
				'--require',
				'tsx/cjs',
				...(use === 'memory' ? ['--expose-gc'] : []),
				...profiling(),
			],
		});
		// Each reading waits for it once more.
		this.child.setMaxListeners(0);
	}

	/** @throws when the reader does, or the process ends */
	async read(request: Partial<ReadRequest> & Pick<ReadRequest, 'baseUrl'>): Promise<Reading> {
		const full: ReadRequest = {
			output: 'sections',
			items: 1,
			concurrency: 1,
			live: false,
			...request,
		};
		this.child.send(full);
		const answer = await Promise.race([
			once(this.child, 'message').then(([message]: Answer[]) => message!),
			once(this.child, 'exit').then(([status]): Answer => ({ error: `ended with ${status}` })),
		]);
		if ('error' in answer) throw new Error(`The reader "${this.reader}": ${answer.error}`);
		return answer.reading;
	}

	async close(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}

/** `BENCH_PROFILE=<folder>` has every measuring process leave a CPU profile there. */
function profiling(): string[] {
	const { BENCH_PROFILE } = process.env;
	return BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`] : [];
}

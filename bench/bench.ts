import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MeasuringProcess } from './measuringProcess';
import { RealN8n } from './realN8n';
import { baseUrlOf, type StreamSpec } from './server/spec';

/** What a row measures with. All that it starts ends with {@link Bench.tidy}. */
export class Bench {
	private readonly processes = new Map<string, MeasuringProcess>();
	private readonly n8ns = new Map<string, Promise<RealN8n>>();

	private constructor(
		private readonly server: ChildProcess,
		private readonly url: string,
	) {}

	/** Starts the server, on a free port of 127.0.0.1. */
	static async start(): Promise<Bench> {
		const server = fork(join(__dirname, 'server/main.ts'), { execArgv: ['--require', 'tsx/cjs'] });
		const [port] = await once(server, 'message');
		return new Bench(server, `http://127.0.0.1:${port}`);
	}

	/** The base URL of an API that answers every request with this. */
	serving(spec: StreamSpec): string {
		return baseUrlOf(this.url, spec);
	}

	/** The process in which this reader is timed. */
	process(reader: string): MeasuringProcess {
		const process = this.processes.get(reader) ?? new MeasuringProcess(reader);
		this.processes.set(reader, process);
		return process;
	}

	/** The n8n of this row; see {@link RealN8n.start}. */
	async n8n(workers = 0, environment: NodeJS.ProcessEnv = {}): Promise<RealN8n> {
		const key = JSON.stringify([workers, environment]);
		const n8n = this.n8ns.get(key) ?? RealN8n.start(workers, environment);
		this.n8ns.set(key, n8n);
		return await n8n;
	}

	/** Ends what a row has started, so that it is not in the next one's way. */
	async tidy(): Promise<void> {
		for (const process of this.processes.values()) await process.close();
		this.processes.clear();
		for (const n8n of this.n8ns.values()) await (await n8n).close();
		this.n8ns.clear();
	}

	async close(): Promise<void> {
		await this.tidy();
		const ended = once(this.server, 'exit');
		this.server.disconnect();
		await ended;
	}
}

import { ReaderProcess } from './readers/readerProcess';
import { startN8n, type MeasuredN8n, type N8nOptions } from './realN8n';
import { startServer, type StreamServer } from './server/server';

/** What a row measures with. All of it ends with {@link Lab.close}. */
export class Lab {
	private readonly readers = new Map<string, ReaderProcess>();
	private readonly found = new Map<string, string>();

	private constructor(
		readonly server: StreamServer,
		private readonly startedN8n?: MeasuredN8n,
	) {}

	/** @param n8n for a row that needs one */
	static async open(n8n?: N8nOptions): Promise<Lab> {
		const started = n8n && (await startN8n(n8n));
		return new Lab(await startServer(), started);
	}

	get n8n(): MeasuredN8n {
		if (!this.startedN8n) throw new Error('The row has no "n8n"');
		return this.startedN8n;
	}

	/** The process in which the time of this reader is measured. */
	reader(name: string): ReaderProcess {
		const reader = this.readers.get(name) ?? new ReaderProcess(name, 'time');
		this.readers.set(name, reader);
		return reader;
	}

	/** @throws if another reader has found something else by the same request */
	agree(request: string, contents: string): void {
		const known = this.found.get(request) ?? contents;
		if (contents !== known) throw new Error(`One reader found ${known}, another ${contents}`);
		this.found.set(request, contents);
	}

	async close(): Promise<void> {
		for (const reader of this.readers.values()) await reader.close();
		await this.startedN8n?.close();
		this.server.close();
	}
}

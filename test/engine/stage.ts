import { join } from 'node:path';
import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	StructuredChunk,
} from 'n8n-workflow';
import {
	faultResumeId,
	multilingualResumes,
	startEmulator,
	type Emulator,
	type EmulatorOptions,
	type FaultName,
} from '../../emulator';
import { loadEngine, type Engine, type EngineRun } from '../../engine';
import { laddroWorkflow, type Settings } from './workflow';

let loading: Promise<Engine> | undefined;

/** n8n's engine with the built package in it, loaded once for each test file. */
async function builtPackage(): Promise<Engine> {
	return await (loading ??= loadEngine(join(__dirname, '..', '..')));
}

/** What one run is given beyond the workflow. */
export interface Staging extends Settings {
	/** The source's rows; one plain posting unless given. */
	rows?: IDataObject[];
	/** Files of every row. */
	binary?: IBinaryKeyData;
	/** Laid over the emulator's own key and address. */
	credential?: { apiKey?: string; baseUrl?: string };
	onChunk?: (chunk: StructuredChunk) => unknown;
	signal?: AbortSignal;
}

/** An emulator of its own, and workflows run against it. */
export class Stage {
	private constructor(
		private readonly engine: Engine,
		readonly emulator: Emulator,
	) {}

	/**
	 * The default resume is in Finnish, so that every test meets characters of several bytes. Documents are named at the
	 * end of their streams, so that one that breaks can't be read back.
	 */
	static async open(options?: EmulatorOptions): Promise<Stage> {
		const emulator = await startEmulator({
			resumes: multilingualResumes,
			documentIds: 'event',
			...options,
		});
		return new Stage(await builtPackage(), emulator);
	}

	async run(staging: Staging = {}): Promise<EngineRun> {
		const { rows = postings(1), binary, credential, onChunk, signal, ...settings } = staging;
		return await this.engine.run(laddroWorkflow(settings), {
			credential: { ...this.credential, ...credential },
			input: rows.map((json): INodeExecutionData => ({ json, ...(binary && { binary }) })),
			onChunk,
			signal,
		});
	}

	/** Goes on with a failed execution, as Retry in the list of executions does. */
	async retry(failed: EngineRun): Promise<EngineRun> {
		return await this.engine.retry(failed, { credential: this.credential });
	}

	/** Lets streams that hold go on, again and again, until the promise is settled. */
	async releaseUntil<Value>(promise: Promise<Value>): Promise<Value> {
		const releasing = setInterval(() => this.emulator.release(), 10);
		try {
			return await promise;
		} finally {
			clearInterval(releasing);
		}
	}

	private get credential() {
		const { apiKey, url: baseUrl } = this.emulator;
		return { apiKey, baseUrl };
	}

	async close(): Promise<void> {
		await this.emulator.close();
	}
}

/** Source rows, each with a posting of its own and whatever else is given. */
export function postings(count: number, more: IDataObject = {}): IDataObject[] {
	return Array.from({ length: count }, (_, row) => ({ row, posting: postingOf(row), ...more }));
}

export function postingOf(row: number): string {
	return `Posting number ${row}: we are looking for a nurse (m/f/d) in Jyväskylä, 3 400 € a month.`;
}

/** The row that a request's posting comes from. */
export function rowOf(body: Readonly<Record<string, unknown>>): number {
	return Number(/^Posting number (\d+)/.exec(String(body.jobDescription))?.[1]);
}

/** Source rows with a posting each, of which some ask for a resume that shows a fault. */
export function faultyRows(faults: ReadonlyArray<FaultName | undefined>): IDataObject[] {
	return postings(faults.length).map((row, n) => {
		const fault = faults[n];
		return fault ? { ...row, resumeId: faultResumeId(fault) } : row;
	});
}

/** A promise, and the function that resolves it: what waits for the one goes on when the test calls the other. */
export function gate(): { opened: Promise<void>; open: () => void } {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

/** The event stream of an error, sent once the promise is resolved. */
export async function* errorAfter(
	opened: Promise<unknown>,
	message: string,
	statusCode: number,
): AsyncGenerator<string> {
	await opened;
	yield `data: ${JSON.stringify({ type: 'error', message, statusCode })}\n\n`;
}

/** The JSON of the Laddro node's output items. */
export function outputOf(run: EngineRun, output = 0): IDataObject[] {
	return run.items('Laddro', output).map(({ json }) => json);
}

/** Index of the input item that each output item is paired with. */
export function pairedWith(run: EngineRun, output = 0): number[] {
	return run.items('Laddro', output).map(({ pairedItem }) => {
		if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) {
			throw new Error(`Not paired with one item: ${JSON.stringify(pairedItem)}`);
		}
		return pairedItem.item;
	});
}

import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { chaos, startEmulator, type LedgerEntry } from '../../emulator';
import { loadEngine } from '../../engine';
import { failedWhileOpen, hasFailed, violationsOf, type RowResult } from './rules';
import { CONCURRENCY, postingOf, workflow } from './workflow';

/** Credits for one resume. */
const PRICE = 3;

/** What came of a run. */
export interface ChaosReport {
	totals: {
		succeeded: number;
		failed: number;
		/** Failed items whose stream had opened, so that they cost credits. */
		brokenOpen: number;
		requests: number;
		/** Requests beyond the first of their item. */
		retries: number;
		/** Requests that the rate limit refused. */
		rateLimited: number;
		credits: number;
		seconds: number;
	};
	/** The rules that did not hold, in words. */
	violations: string[];
}

/**
 * Runs so many items, twenty at a time, against an emulator that fails one request in five, stalls and limits the
 * rate, and compares what came out with the server's ledger.
 * @param seed the same number gives the same faults
 * @param signal stops the run
 * @throws Error if the run was stopped
 */
export async function runChaos(
	items: number,
	seed: number,
	signal?: AbortSignal,
): Promise<ChaosReport> {
	const engine = await loadEngine(join(__dirname, '../..'));
	const emulator = await startEmulator({
		behaviour: chaos(seed),
		requestsPerMinute: 50,
		rateWindow: 1000,
	});
	try {
		const { apiKey, url: baseUrl, ledger } = emulator;
		const started = performance.now();
		const run = await engine.run(workflow, {
			credential: { apiKey, baseUrl },
			input: Array.from({ length: items }, (_, row) => ({ json: { posting: postingOf(row) } })),
			signal,
		});
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		if (signal?.aborted) throw new Error(`The run was not over after ${seconds} s`);
		await ledger.settled();

		const outputs = run.items('Laddro');
		const results = resultsByRow(items, outputs, ledger.streaming);
		const failed = results.filter(hasFailed).length;
		const brokenOpen = results.filter(failedWhileOpen).length;
		const totals = {
			succeeded: items - failed,
			failed,
			brokenOpen,
			requests: ledger.streaming.length,
			retries: ledger.streaming.length - items,
			rateLimited: ledger.streaming.filter(({ status, fault }) => status === 429 && !fault).length,
			credits: ledger.credits,
			seconds,
		};
		const owed = PRICE * (totals.succeeded + brokenOpen);
		const rules: Array<[boolean, string]> = [
			[isInOrder(outputs, items), 'The outputs are not in the order of their inputs'],
			[ledger.credits === owed, `${ledger.credits} credits were charged, not ${owed}`],
			[ledger.peak <= CONCURRENCY, `${ledger.peak} requests were open at one time`],
			[ledger.open === 0, `${ledger.open} connections are still open`],
			[!JSON.stringify(run.run).includes(apiKey), 'The key is in the record of the run'],
		];
		const violations = rules.flatMap(([holds, violation]) => (holds ? [] : [violation]));
		return { totals, violations: [...violations, ...results.flatMap(violationsOf)] };
	} finally {
		await emulator.close();
	}
}

/** Index of the input item that an output item is paired with; -1 if it is not paired with one. */
function rowOf({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
}

function isInOrder(outputs: readonly INodeExecutionData[], items: number): boolean {
	const rows = [0, ...outputs.map(rowOf), items - 1];
	return rows.every((row, n) => row >= (rows[n - 1] ?? 0));
}

function resultsByRow(
	items: number,
	outputs: readonly INodeExecutionData[],
	requests: readonly LedgerEntry[],
): RowResult[] {
	return Array.from({ length: items }, (_, row) => ({
		row,
		items: outputs.filter((output) => rowOf(output) === row).map(({ json }) => json),
		requests: requests.filter(({ body }) => Object(body).jobDescription === postingOf(row)),
	}));
}

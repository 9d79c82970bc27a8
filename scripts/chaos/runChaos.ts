import { join } from 'node:path';
import { chaos, startEmulator, type LedgerEntry } from '../../emulator';
import { loadEngine, type Engine, type EngineRun, type ExecutionOptions } from '../../engine';
import { brokenCharges, hasFailed, violationsOf, type Output, type RowResult } from './rules';
import { CONCURRENCY, postingOf, workflowOf, type Form } from './workflow';

/** Credits for one resume. */
const PRICE = 3;

/** What came of a run. */
export interface ChaosReport {
	totals: {
		succeeded: number;
		failed: number;
		/** Charges for streams that broke, so that their documents are not complete. */
		broken: number;
		/** Executions, the first one and its retries. */
		executions: number;
		requests: number;
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
	form: Form,
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
		const runs = await execute(engine, items, form, { credential: { apiKey, baseUrl }, signal });
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		if (signal?.aborted) throw new Error(`The run was not over after ${seconds} s`);
		await ledger.settled();

		const outputs = outputsOf(runs.at(-1)!);
		const results = resultsByRow(items, outputs, ledger.streaming);
		const failed = results.filter(hasFailed).length;
		const broken = results.flatMap(brokenCharges).length;
		const totals = {
			succeeded: items - failed,
			failed,
			broken,
			executions: runs.length,
			requests: ledger.streaming.length,
			rateLimited: ledger.streaming.filter(({ status, fault }) => status === 429 && !fault).length,
			credits: ledger.credits,
			seconds,
		};
		const owed = PRICE * (totals.succeeded + broken);
		const rules: Array<[boolean, string]> = [
			[isInOrder(outputs, items), 'The outputs are not in the order of their inputs'],
			[ledger.credits === owed, `${ledger.credits} credits were charged, not ${owed}`],
			[ledger.peak <= CONCURRENCY, `${ledger.peak} requests were open at one time`],
			[ledger.open === 0, `${ledger.open} connections are still open`],
			[form !== 'retried' || failed === 0, `${failed} items are missing after all retries`],
			[!JSON.stringify(runs.map(({ run }) => run)).includes(apiKey), 'The key is in a record'],
		];
		const violations = rules.flatMap(([holds, violation]) => (holds ? [] : [violation]));
		return {
			totals,
			violations: [...violations, ...results.flatMap((row) => violationsOf(row, form))],
		};
	} finally {
		await emulator.close();
	}
}

/** Runs the workflow, and retries the execution for as long as it fails. */
async function execute(
	engine: Engine,
	items: number,
	form: Form,
	options: ExecutionOptions,
): Promise<EngineRun[]> {
	const input = Array.from({ length: items }, (_, row) => ({ json: { posting: postingOf(row) } }));
	const runs = [await engine.run(workflowOf(form), { ...options, input })];
	while (form === 'retried' && runs.at(-1)?.run.status === 'error' && !options.signal?.aborted) {
		runs.push(await engine.retry(runs.at(-1)!, options));
	}
	return runs;
}

/** The node's output items of all rounds, each with the row that it is for. */
function outputsOf({ run }: EngineRun): Output[] {
	const rounds = run.data.resultData.runData.Laddro ?? [];
	return rounds.flatMap(({ data }, round) =>
		(data?.main?.[0] ?? []).map(({ json, pairedItem }) => {
			const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;
			return { row: round * CONCURRENCY + item, json };
		}),
	);
}

function isInOrder(outputs: readonly Output[], items: number): boolean {
	const rows = [0, ...outputs.map(({ row }) => row), items - 1];
	return rows.every((row, n) => row >= (rows[n - 1] ?? 0));
}

function resultsByRow(
	items: number,
	outputs: readonly Output[],
	requests: readonly LedgerEntry[],
): RowResult[] {
	return Array.from({ length: items }, (_, row) => ({
		row,
		items: outputs.filter((output) => output.row === row).map(({ json }) => json),
		requests: requests.filter(({ body }) => Object(body).jobDescription === postingOf(row)),
	}));
}

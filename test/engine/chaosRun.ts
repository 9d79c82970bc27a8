import type { IDataObject } from 'n8n-workflow';
import { chaos, faultNames, faults, type FaultName, type LedgerEntry } from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated } from './expected';
import { handedOn, pairedWith, postingOf, postings, Stage } from './stage';

const CONCURRENCY = 20;
/** Credits for one resume. */
const PRICE = 3;

/** The faults that strike after the answer was 200 and the credits were charged. */
const breakingOpenStreams: ReadonlySet<FaultName> = new Set(
	faultNames.filter((name) => faults[name].when === 'stream' && !name.startsWith('error_first')),
);

/** Whether a request that did not end well was charged even so. */
function brokeOpen({ fault, status, endedBy, afterDone }: LedgerEntry): boolean {
	if (fault !== null && faults[fault].when !== 'healthy') return breakingOpenStreams.has(fault);
	// On a machine that is too busy the node may well take a slow server for a silent one, and leave.
	return status === 200 && endedBy === 'client' && !afterDone;
}

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
	/** The rules that did not hold, in words; none when all is well. */
	violations: string[];
}

/**
 * Runs so many items, worked on twenty at a time, against an emulator that fails one request in five, stalls and
 * limits the rate, and holds what came out against the server's ledger.
 */
export async function runChaos(
	items: number,
	seed: number,
	signal?: AbortSignal,
): Promise<ChaosReport> {
	const stage = await Stage.open({
		behaviour: chaos(seed),
		requestsPerMinute: 50,
		rateWindow: 1000,
	});
	try {
		const started = performance.now();
		const run = await stage.run({
			rows: postings(items),
			onError: 'continueRegularOutput',
			signal,
			parameters: {
				output: '={{ $itemIndex % 2 ? "document" : "sections" }}',
				options: {
					concurrency: CONCURRENCY,
					requestsPerMinute: 0,
					maxRetries: 5,
					idleTimeout: 1,
				},
			},
		});
		const seconds = (performance.now() - started) / 1000;
		const { ledger, apiKey } = stage.emulator;
		if (signal?.aborted) throw new Error(`The run was not over after ${Math.round(seconds)} s`);
		await ledger.settled();

		const results = resultsOf(run, items);
		const requests = requestsByRow(ledger.streaming, items);
		const violations = [
			...results.violations,
			...results.byRow.flatMap((result, row) => rowViolations(row, result, requests[row] ?? [])),
		];
		const failed = results.byRow.filter(isFailure).length;
		const brokenOpen = requests.filter((list, row) => {
			const last = list.at(-1);
			return isFailure(results.byRow[row] ?? []) && last && brokeOpen(last);
		}).length;
		const totals = {
			succeeded: items - failed,
			failed,
			brokenOpen,
			requests: ledger.streaming.length,
			retries: ledger.streaming.length - items,
			rateLimited: ledger.streaming.filter(({ status, fault }) => status === 429 && !fault).length,
			credits: ledger.credits,
			seconds: Math.round(seconds * 10) / 10,
		};
		const owed = PRICE * (totals.succeeded + brokenOpen);
		const holds: Array<[boolean, string]> = [
			[ledger.credits === owed, `${ledger.credits} credits were charged, not ${owed}`],
			[ledger.peak <= CONCURRENCY, `${ledger.peak} requests were open at one time`],
			[ledger.open === 0, `${ledger.open} connections are still open`],
			[!JSON.stringify(run.run).includes(apiKey), 'The key is in the record of the run'],
		];
		violations.push(...holds.flatMap(([isRight, violation]) => (isRight ? [] : [violation])));
		return { totals, violations };
	} finally {
		await stage.close();
	}
}

const isFailure = (result: readonly IDataObject[]) => result.some((json) => 'error' in json);

/** The output items of each row, and what is wrong with their order. */
function resultsOf(run: EngineRun, items: number) {
	const json = handedOn(run);
	const rows = pairedWith(run);
	const byRow = Array.from({ length: items }, (): IDataObject[] => []);
	json.forEach((item, n) => byRow[rows[n] ?? -1]?.push(item));
	const inOrder = rows.every((row, n) => n === 0 || (rows[n - 1] ?? 0) <= row);
	const known = rows.every((row) => row < items);
	return {
		byRow,
		violations: inOrder && known ? [] : ['The outputs do not stand in the order of their inputs'],
	};
}

function requestsByRow(requests: readonly LedgerEntry[], items: number): LedgerEntry[][] {
	const rows = new Map(Array.from({ length: items }, (_, row) => [postingOf(row), row]));
	const byRow = Array.from({ length: items }, (): LedgerEntry[] => []);
	for (const entry of requests) {
		const { body } = entry;
		const posting =
			typeof body === 'object' && body && 'jobDescription' in body && body.jobDescription;
		byRow[rows.get(String(posting)) ?? -1]?.push(entry);
	}
	return byRow;
}

/** What is wrong with one row, by what was handed on for it and by the requests that it took. */
function rowViolations(
	row: number,
	result: readonly IDataObject[],
	requests: readonly LedgerEntry[],
): string[] {
	const [first] = result;
	const last = requests.at(-1);
	if (!first) return [`Item ${row} has disappeared`];
	const failed = isFailure(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const mustPay = !failed || (last !== undefined && brokeOpen(last));
	const { error } = first;
	const attempts = typeof error === 'object' && error && 'attempts' in error && error.attempts;
	const rules: Array<[boolean, string]> = [
		[failed ? result.length === 1 : isComplete(result), 'was handed on more or less than once'],
		[charged.length <= 1, `was charged ${charged.length} times`],
		[charged.length === (mustPay ? 1 : 0), 'was charged for nothing, or got something for it'],
		[charged.every((entry) => entry === last), 'was asked for again after it had been charged'],
		// Those that the rate limit refused are not among the requests: nobody has read their posting.
		[!failed || Number(attempts) >= requests.length, `took more than ${String(attempts)} requests`],
		[failed || !!last?.fault || isRight(row, result), 'has another content than was sent'],
	];
	return rules.flatMap(([holds, violation]) => (holds ? [] : [`Item ${row} ${violation}`]));
}

function isComplete(result: readonly IDataObject[]): boolean {
	const [first] = result;
	const isDocument = first !== undefined && 'document' in first;
	return (
		result.length === (isDocument ? 1 : first?.sectionCount) &&
		result.every(({ complete, sectionIndex }, n) => complete && (isDocument || sectionIndex === n))
	);
}

function isRight(row: number, result: readonly IDataObject[]): boolean {
	const [first] = result;
	const sections =
		typeof first?.sections === 'object' && first.sections
			? Object.entries(first.sections)
			: result.map(({ section, content }) => [section, content]);
	return JSON.stringify(sections) === JSON.stringify(generated('tailor', postingOf(row)));
}

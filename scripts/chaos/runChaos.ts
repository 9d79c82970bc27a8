import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { chaos, faults, people, startEmulator, write, type LedgerEntry } from '../../emulator';
import {
	laddroWorkflow,
	loadEngine,
	nodeOf,
	type EngineRun,
	type WorkflowFile,
} from '../../engine';

/** How many items the node works on at the same time, and in a round of a loop. */
const CONCURRENCY = 20;
/** Credits for one resume. */
const PRICE = 3;

/**
 * What happens after a failure: the item is left out; or the run stops, and is tried again by Retry On Fail and by
 * retries of the execution until all is there; or a loop goes on with the next round.
 */
export type Form = 'leftOut' | 'retried' | 'looped';

/** The posting of a row. No two rows have the same. */
const postingOf = (row: number): string =>
	`Posting number ${row}: we are looking for a nurse (m/f/d) in Jyväskylä, 3 400 € a month.`;

/** A trigger that passes on the postings, and the Laddro node, in a loop or not. */
function workflowFor(form: Form): WorkflowFile {
	const settings: Partial<INode> =
		form === 'retried'
			? { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 }
			: { onError: 'continueRegularOutput' };
	const workflow = laddroWorkflow(
		{
			resource: 'application',
			operation: 'tailor',
			jobPosting: '={{ $json.posting }}',
			output: '={{ $itemIndex % 2 ? "document" : "sections" }}',
			documentFormat: 'asSent',
			simplify: false,
			requestOptions: {
				concurrency: CONCURRENCY,
				requestsPerMinute: 0,
				maxRetries: 5,
				idleTimeout: 5,
			},
		},
		settings,
	);
	if (form !== 'looped') return workflow;
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		...workflow,
		nodes: [
			...workflow.nodes,
			nodeOf('Loop', 'test.loop', { parameters: { batchSize: CONCURRENCY } }),
			nodeOf('Done', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [to('Loop')] },
			Loop: { main: [to('Done'), to('Laddro')] },
			Laddro: { main: [to('Loop')] },
		},
	};
}

/**
 * Runs so many items, twenty at a time, against an emulator that fails one request in five, stalls and limits the
 * rate, and compares what came out with the server's ledger.
 * @param seed the same number gives the same faults
 * @param isNamed whether responses name their documents, so that those of broken streams can be read back
 * @param signal stops the run
 * @returns totals, and the rules that did not hold, in words
 * @throws Error if the run was stopped
 */
export async function runChaos(
	count: number,
	seed: number,
	form: Form,
	isNamed: boolean,
	signal?: AbortSignal,
) {
	const engine = await loadEngine(join(__dirname, '../..'));
	const limits = { requestsPerMinute: 50, rateWindow: 1000 };
	const documentIds = isNamed ? 'headers' : 'none';
	const emulator = await startEmulator({ behaviour: chaos(seed), documentIds, ...limits });
	const pauses = watchPauses();
	try {
		const { apiKey, url: baseUrl, ledger } = emulator;
		const started = performance.now();
		const options = { credential: { apiKey, baseUrl }, signal };
		const input = Array.from({ length: count }, (_, row) => ({
			json: { posting: postingOf(row) },
		}));
		const runs = [await engine.run(workflowFor(form), { ...options, input })];
		while (form === 'retried' && runs.at(-1)?.run.status === 'error' && !signal?.aborted) {
			runs.push(await engine.retry(runs.at(-1)!, options));
		}
		const seconds = Math.round((performance.now() - started) / 100) / 10;
		if (signal?.aborted) throw new Error(`The run was not over after ${seconds} s`);
		await ledger.settled();

		const outputs = outputsOf(runs.at(-1)!);
		const results = input.map(({ json: { posting } }, row): RowResult => {
			const items = outputs.flatMap((output) => (output.row === row ? [output.json] : []));
			const isOfRow = ({ body }: { body: unknown }) => Object(body).jobDescription === posting;
			return { row, posting, isNamed, items, requests: ledger.streaming.filter(isOfRow) };
		});
		const failed = results.filter(hasFailed).length;
		const lost = isNamed ? [] : ledger.streaming.filter(hasBroken);
		const broken = lost.length;
		const recovered = outputs.filter(({ json }) => json.recovered).length;
		const unread = results.reduce((total, result) => total + unreadIn(result), 0);
		const owed = PRICE * (count - failed + broken + unread);
		const rows = [...outputs.map(({ row }) => row), count - 1];
		const isInOrder = rows.every((row, index) => row >= (rows[index - 1] ?? 0));
		const rules: Array<[boolean, string]> = [
			[isInOrder, 'The outputs are not in the order of their inputs'],
			[ledger.credits === owed, `${ledger.credits} credits were charged, not ${owed}`],
			[ledger.peak <= CONCURRENCY, `${ledger.peak} requests were open at one time`],
			[ledger.open === 0, `${ledger.open} connections are still open`],
			[form !== 'retried' || failed === 0, `${failed} items are missing after all retries`],
			[!JSON.stringify(runs.map(({ run }) => run)).includes(apiKey), 'The key is in a record'],
		];
		return {
			totals: {
				succeeded: count - failed,
				failed,
				/** Charges for streams that broke, so that their documents are not complete. */
				broken,
				/** Items whose document was read back. */
				recovered,
				/** Documents that were sent while this process stood still, and came too late. */
				unread,
				/** The first one and its retries. */
				executions: runs.length,
				requests: ledger.streaming.length,
				/** Requests that the rate limit refused. */
				rateLimited: ledger.streaming.filter(({ status, fault }) => status === 429 && !fault)
					.length,
				credits: ledger.credits,
				seconds,
			},
			violations: [
				...rules.flatMap(([holds, violation]) => (holds ? [] : [violation])),
				...results.flatMap((result) => violationsOf(result, form === 'retried', pauses.includes)),
			],
		};
	} finally {
		pauses.stop();
		await emulator.close();
	}
}

/** The node's output items of all rounds, each with the row that it is for. */
function outputsOf({ run }: EngineRun) {
	const rounds = run.data.resultData.runData.Laddro ?? [];
	return rounds.flatMap(({ data }, round) =>
		(data?.main?.[0] ?? []).map(({ json, pairedItem }) => {
			const { item = NaN } = Object(pairedItem);
			return { row: round * CONCURRENCY + Number(item), json };
		}),
	);
}

/** What became of one input item. */
interface RowResult {
	readonly row: number;
	readonly posting: string;
	/** Whether its document can be read back. */
	readonly isNamed: boolean;
	/** The JSON of its output items. */
	readonly items: readonly IDataObject[];
	/** The requests that it took. */
	readonly requests: readonly LedgerEntry[];
}

/** Milliseconds after which a process that should have run has stood still, and in which it catches up. */
const PAUSE = 500;

/**
 * Notes when this process stands still because the machine is busy. After that the node may take for silence what it has
 * not read yet.
 */
function watchPauses() {
	const pauses: Array<{ from: number; to: number }> = [];
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		if (now - last > PAUSE) pauses.push({ from: last, to: now + PAUSE });
		last = now;
	}, PAUSE / 10);
	const includes = (time: number) => pauses.some(({ from, to }) => from <= time && time <= to);
	return { includes, stop: () => clearInterval(timer) };
}

const hasFailed = ({ items }: RowResult): boolean => items.some((json) => 'error' in json);

/** Whether a request was charged although its document was not sent whole. */
function hasBroken({ fault, credits, endedBy, afterDone }: LedgerEntry): boolean {
	if (credits === 0) return false;
	if (fault !== null && faults[fault].when !== 'healthy') return faults[fault].when === 'within';
	// On a busy machine the node may take a slow server for a silent one and close the connection.
	return endedBy === 'client' && !afterDone;
}

/** The requests whose document the node has to get. */
const sentWhole = ({ requests, isNamed }: RowResult) =>
	requests.filter((entry) => entry.credits > 0 && (isNamed || !hasBroken(entry)));

/** How many documents were sent whole and did not come out. */
const unreadIn = (result: RowResult): number =>
	sentWhole(result).length - (hasFailed(result) ? 0 : 1);

/**
 * The rules that do not hold for one input item, in words.
 * @param isRetried whether the whole run is tried again after a failure; else a stream that broke is the last one of its
 * item
 * @param mayBeUnread whether the node may have missed what was sent at a time, as if the stream had broken
 */
function violationsOf(
	result: RowResult,
	isRetried: boolean,
	mayBeUnread: (time: number) => boolean,
): string[] {
	const { row, items, requests, isNamed } = result;
	const [first] = items;
	if (!first) return [`Item ${row} has disappeared`];
	const last = requests.at(-1);
	const failed = hasFailed(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const sent = sentWhole(result);
	const unread = unreadIn(result);
	const most = sent.filter(({ endedAt }) => mayBeUnread(endedAt ?? NaN)).length;
	const attempts = Number(Object(first.error).attempts);
	const isOdd = last?.fault != null;
	const rules: Array<[boolean, string]> = [
		[failed ? items.length === 1 : isComplete(items), 'came out more or less than once'],
		[unread >= 0 && unread <= most, `has ${sent.length} complete documents`],
		[charged.length === 0 || charged.at(-1) === last, 'was asked for again after its document'],
		[failed || isOdd || isRight(result), 'has another content than was sent'],
		[(isRetried && !isNamed) || charged.length <= 1, `was charged ${charged.length} times`],
		[isRetried || !failed || attempts >= requests.length, `took more than ${attempts} requests`],
	];
	return rules.flatMap(([holds, violation]) => (holds ? [] : [`Item ${row} ${violation}`]));
}

/** Whether items are one whole document, or all of its sections in their order. */
const isComplete = (items: readonly IDataObject[]): boolean =>
	items.every(({ complete }) => complete) &&
	('document' in items[0]!
		? items.length === 1
		: items.length === items[0]!.sectionCount &&
			items.every(({ sectionIndex }, index) => sectionIndex === index));

/** Whether the sections are those that the emulator generates for the posting, in the order of the stream. */
function isRight({ posting, items }: RowResult): boolean {
	const generated = new Map<string, string>();
	for (const piece of write('tailor', people[0]!, { jobDescription: posting })) {
		generated.set(piece.section, (generated.get(piece.section) ?? '') + piece.content);
	}
	const sections = items[0]?.sections
		? Object.entries(items[0].sections)
		: items.map(({ section, content }) => [section, content]);
	return JSON.stringify(sections) === JSON.stringify([...generated]);
}

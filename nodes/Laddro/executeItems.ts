import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { Client } from './api/client';
import { connect } from './api/connect';
import { chargedTogether, type Charged } from './api/charge';
import { Gate } from './batch/gate';
import { runBatch } from './batch/runBatch';
import { breather, systemClock } from './common/clock';
import { internalFailure, type Failure } from './common/failure';
import { failed, success, type Result } from './common/result';
import { untilAborted, withinTime } from './common/untilAborted';
import { KeptDocuments } from './kept/keptDocuments';
import { readTask } from './operations';
import { ItemCalls } from './operations/itemCalls';
import type { Task, TaskOutcome } from './operations/operation';
import { Sources } from './operations/sources';
import { Turns } from './operations/turns';
import {
	failureError,
	failureItem,
	toolFailureItem,
	type FailedTask,
	type ItemPosition,
} from './output/failureOutput';
import { failureText } from './output/failureText';
import { executionHint, type ItemOutcome } from './output/hint';
import { pairedItems } from './output/items';
import { LiveChannel } from './output/live';
import { readFields, type ValuesOf } from './parameters/field';
import { ConstantParameters, ItemParameters, unusable } from './parameters/itemParameters';
import { runFields } from './parameters/requestOptions';

/** Milliseconds of work without a pause. Each request to n8n takes several turns of its event loop. */
const WORKING_TIME = 5;

/**
 * Milliseconds that a cancelled run is given to end by itself. Its connections are closed at once, but n8n's helpers
 * for files heed no signal and may take for ever.
 */
const END_TIME = 500;

/** What holds for a whole run of the node. */
interface Run {
	readonly context: IExecuteFunctions;
	readonly isTool: boolean;
	/** Whether the first failure ends the node. */
	readonly stopsOnFailure: boolean;
	readonly live: LiveChannel | undefined;
	/** Aborts when the execution is cancelled. */
	readonly cancelled: AbortSignal | undefined;
	/** Called between items, so that n8n stays responsive with any number of them. */
	readonly breathe: () => Promise<void>;
}

/** Files of resumes that are in memory at the same time, which is as long as their items are worked on. */
const FILES_AT_A_TIME = 10;

interface SetUp {
	readonly options: ValuesOf<typeof runFields>;
	readonly client: Client;
}

/** One run of the node: reads all parameters, works on the items, returns their output in the order of the inputs. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const cancelled = context.getExecutionCancelSignal();
	// The only sign that holds with every version of n8n's agent.
	const isTool = context.getNode().type.endsWith('Tool');
	const run: Run = {
		context,
		isTool,
		stopsOnFailure: !isTool && !context.continueOnFail(),
		live: LiveChannel.open(context, isTool, systemClock, cancelled),
		cancelled,
		breathe: breather(systemClock, WORKING_TIME),
	};
	const begin = systemClock.now();
	const { outcomes, peak } = await untilCancelled(run, outcomesOf(run));
	const hint = executionHint(outcomes, { took: systemClock.now() - begin, peak });
	if (hint) context.addExecutionHints(hint);
	return outcomes.flatMap(({ items }) => items);
}

/** What came of all items, and how many were in flight at most. */
async function outcomesOf(run: Run) {
	const setUp = await prepare(run);
	return setUp.ok
		? await workOnAll(run, await readTasks(run), setUp.value)
		: { outcomes: await failAll(run, setUp.failure), peak: 0 };
}

/** Waits for the run's work, and after a cancellation not much longer, whatever it waits for. */
async function untilCancelled<Value>(run: Run, work: Promise<Value>): Promise<Value> {
	if (!run.cancelled) return await work;
	const settled =
		(await untilAborted(work, run.cancelled)) ?? (await withinTime(work, systemClock, END_TIME));
	if (!settled) throw cancellation(run);
	return settled.value;
}

async function prepare({ context, cancelled }: Run): Promise<Result<SetUp>> {
	const options = readFields(runFields, new ItemParameters(context, 0));
	if (!options.ok) return options;
	const parts = await loadLaterParts();
	if (!parts.ok) return parts;
	const client = await connect(context, systemClock, cancelled);
	return client.ok ? success({ options: options.value, client: client.value }) : client;
}

/**
 * Loads the files of the package that n8n's start does not wait for. While n8n updates the package they may be missing,
 * and what was paid for could not come out: they are loaded before anything is sent.
 */
async function loadLaterParts(): Promise<Result<unknown>> {
	try {
		return success(await Promise.all([import('./render/parse'), import('./output/unzip')]));
	} catch {
		return unusable(
			"A file of the Laddro node's package is missing",
			'n8n may be updating the package. Run the workflow again. If that does not help, reinstall the package.',
		);
	}
}

/** Everything is read before anything is sent: a mistake in the last row must not cost the credits of the others. */
async function readTasks({ context, cancelled, breathe }: Run): Promise<Array<Result<Task>>> {
	const constants = new ConstantParameters(context.getNode().parameters);
	const tasks: Array<Result<Task>> = [];
	for (const index of context.getInputData().keys()) {
		if (cancelled?.aborted) break;
		tasks.push(await readOne(new ItemParameters(context, index, constants)));
		await breathe();
	}
	return tasks;
}

async function readOne(parameters: ItemParameters): Promise<Result<Task>> {
	try {
		const task = readTask(parameters);
		const problem = task.ok ? await task.value.check?.() : undefined;
		return problem ? failed(problem) : task;
	} catch (thrown) {
		return failed(internalFailure(thrown));
	}
}

async function failAll(run: Run, failure: Failure): Promise<ItemOutcome[]> {
	throwIfCancelled(run);
	const outcomes: ItemOutcome[] = [];
	for (const index of run.context.getInputData().keys()) {
		outcomes.push(await failUnsent(run, failure, index));
		await run.breathe();
	}
	return outcomes;
}

async function workOnAll(
	run: Run,
	tasks: ReadonlyArray<Result<Task>>,
	{ options: { concurrency, requestsPerMinute }, client }: SetUp,
) {
	throwIfCancelled(run);
	if (run.stopsOnFailure) {
		// A wrong parameter in any item ends the node now, before others are paid for.
		for (const [index, task] of tasks.entries())
			if (!task.ok) await failUnsent(run, task.failure, index);
	}
	const { context } = run;
	const inputs = context.getInputData();
	const clock = systemClock;
	const read = tasks.flatMap((task) => (task.ok ? [task.value] : []));
	const sendsFiles = read.some(({ sendsFile }) => sendsFile);
	const most = Math.min(concurrency, sendsFiles ? FILES_AT_A_TIME : Infinity);
	const isFree = read.every((task) => task.isFree);
	const gate = new Gate<Failure>(clock, requestsPerMinute, most, isFree);
	const turns = new Turns(context, clock, gate);
	const kept = KeptDocuments.open(context);
	const sources = new Sources();

	const work = async (itemIndex: number, signal: AbortSignal): Promise<ItemOutcome> => {
		// Once the gate is shut, thousands of items fail without ever waiting for anything else.
		await run.breathe();
		// The run has been stopped: nothing is read for this item either, such as its file.
		if (signal.aborted) return failedOutcome(run, { failure: { kind: 'stopped' } }, itemIndex);
		const task = tasks[itemIndex]!;
		if (!task.ok) return await failUnsent(run, task.failure, itemIndex);
		const { limits, includeInputFields } = task.value;
		const part = run.live?.part(itemIndex);
		const turn = turns.next();
		const callContext = { client, gate: turn.gate, clock, random: Math.random };
		const { helpers } = context;
		const setting = { helpers, limits, context: callContext, signal, part };
		const calls = new ItemCalls(setting, kept, sources);
		const outcome = await outcomeOf(task.value, calls);
		const isFailed = 'failed' in outcome;
		const failure = isFailed ? outcome.failed.failure : outcome.interruption;
		// What is open is paid for and goes on to its end; nothing else is sent, also while the live caller is told.
		if (isFailed && run.stopsOnFailure) gate.shut({ kind: 'stopped' });
		const charged = chargedFor(calls.made, isFailed ? outcome.failed : undefined);
		turn.end({ calls: calls.made, charged, failure });
		if (failure?.kind === 'stopped') await part?.stop(failureText(failure).message);
		else await part?.close(failure && failureText(failure).message);
		if (isFailed) return failedOutcome(run, outcome.failed, itemIndex, calls.made);
		const input = includeInputFields ? inputs[itemIndex] : undefined;
		const changes = await outcome.changes?.();
		return {
			status: failure ? 'partial' : 'complete',
			calls: calls.made,
			isNotCompared: changes === null && !failure,
			items: pairedItems(outcome.items, itemIndex, run.isTool, input, changes),
		};
	};

	const { results, stoppedBy } = await runBatch(tasks.length, work, {
		concurrency: most,
		signal: run.cancelled,
		stopsAfter(outcome) {
			if (!run.stopsOnFailure || outcome.status !== 'failed') return false;
			// What has been stopped is not why the run stops.
			return outcome.failed.failure.kind !== 'stopped';
		},
	})
		.catch((thrown: unknown) => {
			kept.save();
			throw thrown;
		})
		.finally(() => turns.save());
	throwIfCancelled(run);
	if (stoppedBy?.result.status === 'failed') {
		const { index, result } = stoppedBy;
		throw failureError(context.getNode(), result.failed, positionOf(run, index), kept.save());
	}
	const willBeRetried = context.getNode().retryOnFail === true;
	if (willBeRetried && results.some(({ status }) => status === 'failed')) kept.save();
	else kept.clear();
	return { outcomes: results, peak: gate.peak };
}

/** Something that throws must not take the other items with it, nor what has arrived of its own document. */
async function outcomeOf(task: Task, calls: ItemCalls): Promise<TaskOutcome> {
	try {
		return await task.run(calls);
	} catch (thrown) {
		// What threw may be a call that is not among those that have ended.
		const charged = task.isFree ? 'no' : 'maybe';
		const failure = internalFailure(thrown);
		const call = calls.made.at(-1);
		return { failed: { failure, charged, call, sections: calls.lastSections } };
	}
}

/** The outcome of an item for which no request is sent. Ends the node when that is to stop on failures. */
async function failUnsent(run: Run, failure: Failure, itemIndex: number): Promise<ItemOutcome> {
	await run.live?.fail(itemIndex, failureText(failure).message);
	if (run.stopsOnFailure) {
		const { context } = run;
		const kept = KeptDocuments.open(context).save();
		throw failureError(context.getNode(), { failure }, positionOf(run, itemIndex), kept);
	}
	return failedOutcome(run, { failure }, itemIndex);
}

function failedOutcome(
	run: Run,
	task: FailedTask,
	itemIndex: number,
	calls: ItemOutcome['calls'] = [],
): ItemOutcome {
	const failedTask = { ...task, charged: chargedFor(calls, task) };
	const toItem = run.isTool ? toolFailureItem : failureItem;
	const item = toItem(failedTask, positionOf(run, itemIndex));
	return { status: 'failed', failed: failedTask, calls, items: [item] };
}

/** Whether an item was charged, over all of its calls. */
function chargedFor(calls: ItemOutcome['calls'], failedTask?: FailedTask): Charged {
	return chargedTogether([failedTask?.charged ?? 'no', ...calls.map(({ charged }) => charged)]);
}

function positionOf({ context }: Run, itemIndex: number): ItemPosition {
	return { itemIndex, itemCount: context.getInputData().length };
}

function throwIfCancelled(run: Run): void {
	if (run.cancelled?.aborted) throw cancellation(run);
}

/** n8n tells a canceled run from a failed one by this word in its error. */
function cancellation({ context }: Run): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was canceled');
}

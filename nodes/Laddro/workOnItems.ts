import type { Client } from './api/client';
import { connect } from './api/connect';
import { Gate } from './batch/gate';
import { runBatch } from './batch/runBatch';
import { systemClock } from './common/clock';
import { internalFailure, type Failure } from './common/failure';
import { failed, success, type Result } from './common/result';
import { KeptDocuments } from './kept/keptDocuments';
import { readTask } from './operations';
import { ItemCalls } from './operations/itemCalls';
import type { Task, TaskOutcome } from './operations/operation';
import { Sources } from './operations/sources';
import { Turns } from './operations/turns';
import { failureError } from './output/failureOutput';
import { failureText } from './output/failureText';
import type { ItemOutcome } from './output/hint';
import { pairedItems } from './output/items';
import { readFields, type ValuesOf } from './parameters/field';
import { ConstantParameters, ItemParameters } from './parameters/itemParameters';
import { runFields } from './parameters/requestOptions';
import {
	chargedFor,
	failAll,
	failedOutcome,
	failUnsent,
	positionOf,
	throwIfCancelled,
	type Run,
	type Worked,
} from './run';

/** Files of resumes that are in memory at the same time, which is as long as their items are worked on. */
const FILES_AT_A_TIME = 10;

interface SetUp {
	readonly options: ValuesOf<typeof runFields>;
	readonly client: Client;
}

/** Reads all parameters, and works on the items. */
export async function workOnItems(run: Run): Promise<Worked> {
	const setUp = await prepare(run);
	return setUp.ok
		? await workOnAll(run, await readTasks(run), setUp.value)
		: await failAll(run, setUp.failure);
}

async function prepare({ context, cancelled }: Run): Promise<Result<SetUp>> {
	const options = readFields(runFields, new ItemParameters(context, 0));
	if (!options.ok) return options;
	const client = await connect(context, systemClock, cancelled);
	return client.ok ? success({ options: options.value, client: client.value }) : client;
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

async function workOnAll(
	run: Run,
	tasks: ReadonlyArray<Result<Task>>,
	{ options: { concurrency, requestsPerMinute }, client }: SetUp,
): Promise<Worked> {
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

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { chargedTogether, type Charged } from './api/charge';
import { breather, systemClock } from './common/clock';
import type { Failure } from './common/failure';
import { KeptDocuments } from './kept/keptDocuments';
import {
	failureError,
	failureItem,
	toolFailureItem,
	type FailedTask,
	type ItemPosition,
} from './output/failureOutput';
import { failureText } from './output/failureText';
import type { ItemOutcome } from './output/hint';
import { LiveChannel } from './output/live';

/** Milliseconds of work without a pause. Each request to n8n takes several turns of its event loop. */
const WORKING_TIME = 5;

/** What holds for a whole run of the node. */
export interface Run {
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

/** What came of all items, and how many were in flight at most. */
export interface Worked {
	readonly outcomes: ItemOutcome[];
	readonly peak: number;
}

/** What is known of a run before any of its items is. */
export function openRun(context: IExecuteFunctions): Run {
	const cancelled = context.getExecutionCancelSignal();
	// The only sign that holds with every version of n8n's agent.
	const isTool = context.getNode().type.endsWith('Tool');
	return {
		context,
		isTool,
		stopsOnFailure: !isTool && !context.continueOnFail(),
		live: LiveChannel.open(context, isTool, systemClock, cancelled),
		cancelled,
		breathe: breather(systemClock, WORKING_TIME),
	};
}

/** The outcomes of all items where nothing can be sent for any of them. */
export async function failAll(run: Run, failure: Failure): Promise<Worked> {
	throwIfCancelled(run);
	const outcomes: ItemOutcome[] = [];
	for (const index of run.context.getInputData().keys()) {
		outcomes.push(await failUnsent(run, failure, index));
		await run.breathe();
	}
	return { outcomes, peak: 0 };
}

/** The outcome of an item for which no request is sent. Ends the node when that is to stop on failures. */
export async function failUnsent(
	run: Run,
	failure: Failure,
	itemIndex: number,
): Promise<ItemOutcome> {
	await run.live?.fail(itemIndex, failureText(failure).message);
	if (run.stopsOnFailure) {
		const { context } = run;
		const kept = KeptDocuments.open(context).save();
		throw failureError(context.getNode(), { failure }, positionOf(run, itemIndex), kept);
	}
	return failedOutcome(run, { failure }, itemIndex);
}

/** The outcome of an item that failed. */
export function failedOutcome(
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
export function chargedFor(calls: ItemOutcome['calls'], failedTask?: FailedTask): Charged {
	return chargedTogether([failedTask?.charged ?? 'no', ...calls.map(({ charged }) => charged)]);
}

/** Which of the items this is. */
export function positionOf({ context }: Run, itemIndex: number): ItemPosition {
	return { itemIndex, itemCount: context.getInputData().length };
}

/** @throws what n8n takes for a canceled execution, if it is one */
export function throwIfCancelled(run: Run): void {
	if (run.cancelled?.aborted) throw cancellation(run);
}

/** n8n tells a canceled run from a failed one by this word in its error. */
export function cancellation({ context }: Run): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The execution was canceled');
}

import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { Gate } from './batch/gate';
import { runBatch } from './batch/runBatch';
import { systemClock } from './clock';
import { connect } from './connect';
import { failureError, failureItem } from './output/failures';
import { executionHint } from './output/hint';
import { toItems } from './output/items';
import { liveChannel, LivePart } from './output/live';
import { isKept, type Outcome } from './output/outcome';
import { readJob, readRunOptions, type Job, type RunOptions } from './parameters';
import type { Client } from './transport/client';
import type { Failure } from './transport/failure';
import { generate, notSent, type FailedGeneration, type Generation } from './transport/generate';

/** What came of one input item. */
type ItemResult = { items: INodeExecutionData[] } & (
	| { outcome: Exclude<Outcome, 'failed'>; generation: Generation }
	| { outcome: 'failed'; generation: FailedGeneration }
);

/** The whole of the node's work: parameters in, requests out, items in the order of their inputs. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const indexes = [...context.getInputData().keys()];
	const setUp = await readFor(context, 0, async () => ({
		options: readRunOptions(context),
		client: await connect(context),
	}));
	const results = isFailure(setUp)
		? indexes.map((index) => failed(notSent(setUp), index))
		: await generateAll(context, await readJobs(context, indexes), setUp.client, setUp.options);

	const hint = executionHint(results);
	if (hint) context.addExecutionHints(hint);
	return results.flatMap(({ items }) => items);
}

/** Everything is read before anything is sent: a mistake in the last row must not cost the credits of the others. */
async function readJobs(
	context: IExecuteFunctions,
	indexes: readonly number[],
): Promise<Array<Job | Failure>> {
	const jobs: Array<Job | Failure> = [];
	for (const index of indexes) {
		jobs.push(await readFor(context, index, () => readJob(context, index)));
	}
	return jobs;
}

async function generateAll(
	context: IExecuteFunctions,
	jobs: ReadonlyArray<Job | Failure>,
	client: Client,
	{ concurrency, requestsPerMinute }: RunOptions,
): Promise<ItemResult[]> {
	const clock = systemClock;
	const gate = new Gate<Failure>(clock, requestsPerMinute);
	const shared = { client, gate, clock, random: Math.random };
	const sendChunk = liveChannel(context);

	const work = async (itemIndex: number, signal: AbortSignal): Promise<ItemResult> => {
		const job = jobs[itemIndex]!;
		if (isFailure(job)) return failed(notSent(job), itemIndex);

		const live = sendChunk && new LivePart(sendChunk, itemIndex, job.form);
		const generation = await generate(job.request, job.limits, shared, signal, (piece) =>
			live?.piece(piece),
		);
		await live?.close(generation.failure);

		const { failure } = generation;
		if (failure && !isKept({ ...generation, failure }, job.onInterruption)) {
			return failed({ ...generation, failure }, itemIndex);
		}
		const items = toItems({ ...job, ...generation, itemIndex }, job.form);
		return { generation, outcome: failure ? 'partial' : 'complete', items };
	};

	const cancelled = context.getExecutionCancelSignal();
	const { results, stoppedBy } = await runBatch(jobs.length, work, {
		concurrency,
		signal: cancelled,
		stopsAfter: ({ outcome }) => outcome === 'failed' && !context.continueOnFail(),
	});
	if (cancelled?.aborted) {
		// n8n knows a canceled run from a failed one by this word in its error.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
	if (stoppedBy?.result.outcome === 'failed') {
		const { index, result } = stoppedBy;
		const generated = results.filter(({ outcome }) => outcome !== 'failed').length;
		throw failureError(context.getNode(), result.generation, index, generated);
	}
	return results;
}

function failed(generation: FailedGeneration, itemIndex: number): ItemResult {
	return { generation, outcome: 'failed', items: [failureItem(generation, itemIndex)] };
}

/** Reads what an input item needs. What is wrong with it ends the node or, if that is to continue, the item. */
async function readFor<Value extends object>(
	context: IExecuteFunctions,
	itemIndex: number,
	read: () => Value | Promise<Value>,
): Promise<Value | Failure> {
	try {
		return await read();
	} catch (thrown) {
		const cause = thrown instanceof Error ? thrown : String(thrown);
		const error = new NodeOperationError(context.getNode(), cause, { itemIndex });
		if (!context.continueOnFail()) throw error;
		return {
			kind: 'parameter',
			message: error.message,
			description: error.description ?? undefined,
		};
	}
}

function isFailure(value: object): value is Failure {
	return 'kind' in value;
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { systemClock } from './common/clock';
import { untilAborted, withinTime } from './common/untilAborted';
import { loadLater } from './loadLater';
import { executionHint } from './output/hint';
import { cancellation, failAll, openRun, type Run, type Worked } from './run';

/**
 * Milliseconds that a cancelled run is given to end by itself. Its connections are closed at once, but n8n's helpers
 * for files heed no signal and may take for ever.
 */
const END_TIME = 500;

/** One run of the node: reads all parameters, works on the items, returns their output in the order of the inputs. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const run = openRun(context);
	const begin = systemClock.now();
	const { outcomes, peak } = await untilCancelled(run, workOn(run));
	const hint = executionHint(outcomes, { took: systemClock.now() - begin, peak });
	if (hint) context.addExecutionHints(hint);
	return outcomes.flatMap(({ items }) => items);
}

async function workOn(run: Run): Promise<Worked> {
	const later = await loadLater();
	return later.ok ? await later.value.workOnItems(run) : await failAll(run, later.failure);
}

/** Waits for the run's work, and after a cancellation not much longer, whatever it waits for. */
async function untilCancelled<Value>(run: Run, work: Promise<Value>): Promise<Value> {
	if (!run.cancelled) return await work;
	const settled =
		(await untilAborted(work, run.cancelled)) ?? (await withinTime(work, systemClock, END_TIME));
	if (!settled) throw cancellation(run);
	return settled.value;
}

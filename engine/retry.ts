import { parse, stringify } from 'flatted';
import type { IRun, IRunExecutionData } from 'n8n-workflow';

/**
 * What n8n gives to the retry of a failed execution: all that it has stored of it, which is JSON, without the error
 * and without the last run of the node that failed. That node is still the first of those to be run next.
 * Source: `retry` in n8n's packages/cli/src/executions/execution.service.ts, the same in 1.123, 2.8 and 2.41.
 * @throws Error if the execution has not failed
 */
export function dataForRetry({ finished, data }: IRun): IRunExecutionData {
	if (finished) throw new Error('The execution succeeded, so it can not be retried');
	const stored: IRunExecutionData = parse(stringify(data));
	const { resultData } = stored;
	if (resultData.lastNodeExecuted) {
		delete resultData.error;
		const tasks = resultData.runData[resultData.lastNodeExecuted] ?? [];
		if (tasks.at(-1)?.error !== undefined) tasks.pop();
	}
	return stored;
}

import type { INodeExecutionData, IRun } from 'n8n-workflow';

/** One execution of a workflow, as n8n stores it. */
export interface Execution {
	id: string;
	status: string;
	data: IRun['data'];
}

/** `success`, or how else an execution has ended and why. */
export function outcomeOf({ status, data }: Execution): string {
	const { error } = data.resultData;
	return error ? `${status}: ${error.message} (${error.description ?? 'no description'})` : status;
}

/** The items that the first run of a node passed to its first output. */
export function itemsOf(execution: Execution, node: string): INodeExecutionData[] {
	const [first] = execution.data.resultData.runData[node] ?? [];
	return first?.data?.main?.[0] ?? [];
}

/** The items that all runs of a node passed to its first output, as in a loop. */
export function allItemsOf(execution: Execution, node: string): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => data?.main?.[0] ?? []);
}

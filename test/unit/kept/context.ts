import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { KeptDocuments } from '../../../nodes/Laddro/kept/keptDocuments';

/** n8n's data of an execution: what each of its nodes has left there, by the node's name. */
export type ExecutionData = Record<string, IDataObject>;

/** As n8n hands the data over to the next try, or stores it with the execution. */
export function stored(data: ExecutionData): ExecutionData {
	return JSON.parse(JSON.stringify(data));
}

/**
 * Opens what a node of an execution has kept.
 *
 * @param run which run of the node it is; n8n may give no number
 */
export function openKept(data: ExecutionData, run: unknown = 0, node = 'Laddro'): KeptDocuments {
	const context: object = {
		getContext: () => (data[node] ??= {}),
		getWorkflowDataProxy: () => ({ $runIndex: run }),
	};
	return KeptDocuments.open(context as IExecuteFunctions);
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { KeptDocuments } from '../../../nodes/Laddro/kept/keptDocuments';

/** What the nodes of an execution have left in n8n's data: each under its name, and all of them under `flow`. */
export type ExecutionData = Record<string, IDataObject>;

/** As n8n stores the data with the execution. */
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
		getContext: (type: string) => (data[type === 'node' ? `node:${node}` : type] ??= {}),
		getWorkflowDataProxy: () => ({ $runIndex: run }),
	};
	return KeptDocuments.open(context as IExecuteFunctions);
}

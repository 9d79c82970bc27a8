import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** A workflow as n8n exports it, as far as the engine needs it. */
export type WorkflowFile = Pick<IWorkflowBase, 'nodes' | 'connections' | 'name'>;

/** A node of a workflow. @param more in the place of its defaults */
export const nodeOf = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** The node "Laddro" behind a trigger. @param settings its On Error and the like */
export function laddroWorkflow(
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): WorkflowFile {
	const credentials = { laddroApi: { id: null, name: 'Laddro account' } };
	return {
		name: 'The node by itself',
		nodes: [
			nodeOf('Start', 'n8n-nodes-base.manualTrigger'),
			nodeOf('Laddro', 'n8n-nodes-laddro.laddro', { parameters, credentials, ...settings }),
		],
		connections: { Start: { main: [[{ node: 'Laddro', type: 'main', index: 0 }]] } },
	};
}

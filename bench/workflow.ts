import type { INodeParameters } from 'n8n-workflow';

/** What a measured node is to do; see the README for the parameters. */
export interface LaddroSettings {
	output: 'sections' | 'document';
	concurrency: number;
}

export const TRIGGER = 'Start';
export const NODE = 'Measured';

/** A node as an exported workflow has it, without its name and place. */
export interface MeasuredNode {
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	credentials?: Record<string, { id: string; name: string }>;
}

/** A trigger and behind it the one node that is measured. */
export function workflowOf(node: MeasuredNode) {
	return {
		name: 'Bench',
		nodes: [
			{
				id: 'start',
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0] as [number, number],
				parameters: {},
			},
			{ id: 'measured', name: NODE, position: [240, 0] as [number, number], ...node },
		],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main' as const, index: 0 }]] } },
	};
}

/** The Laddro node without a pace of its own, so that the node is measured and not its politeness. */
export function laddroNode(
	{ output, concurrency }: LaddroSettings,
	credential: { id: string; name: string },
): MeasuredNode {
	return {
		type: 'n8n-nodes-laddro.laddro',
		typeVersion: 1,
		parameters: {
			operation: 'tailor',
			resumeId: { __rl: true, mode: 'id', value: '' },
			jobSource: 'description',
			jobDescription: 'A posting.',
			output,
			documentFormat: 'markdown',
			options: { concurrency, requestsPerMinute: 0 },
		},
		credentials: { laddroApi: credential },
	};
}

import { NodeConnectionTypes, type INodeExecutionData, type INodeType } from 'n8n-workflow';

/**
 * Gives out its first input in batches on its second output, as n8n's Loop Over Items does, and ends with an item on its
 * first. It stands in for that node, of which it keeps what loops depend on: the rest waits in the node's context.
 */
export const loop: INodeType = {
	description: {
		displayName: 'Loop',
		name: 'loop',
		group: ['transform'],
		version: 1,
		description: 'Loop',
		defaults: { name: 'Loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	},
	async execute() {
		const context = this.getContext('node');
		const left: INodeExecutionData[] = context.left ?? this.getInputData();
		const size = Number(this.getNodeParameter('batchSize', 0));
		context.left = left.slice(size);
		return left.length > 0 ? [[], left.slice(0, size)] : [[{ json: {} }], []];
	},
};

import { join } from 'node:path';
import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';
import { loadEngine, type Engine, type EngineRun, type WorkflowFile } from '../../engine';

/** What the node below leaves in its context: how often it has tried each item, by the item's name. */
type Tries = Record<string, number>;

/**
 * Fails an item as often as its `failures` says, and counts in the node's context. Each output item says how many
 * tries it took and which items the context had when the run of the node began.
 */
const work: INodeType = {
	description: {
		displayName: 'Work',
		name: 'work',
		group: ['transform'],
		version: 1,
		description: 'Work',
		defaults: { name: 'Work' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Fails By', name: 'failsBy', type: 'string', default: 'throw' }],
	},
	async execute() {
		const context = this.getContext('node');
		const tries: Tries = { ...Object(context.tries) };
		const found = Object.keys(tries);
		const items = this.getInputData().map(({ json }, index): INodeExecutionData => {
			const name = String(json.name);
			tries[name] = (tries[name] ?? 0) + 1;
			context.tries = { ...tries };
			if (tries[name] > Number(json.failures)) return { json: { name, tries: tries[name], found } };
			const message = `${name} failed`;
			if (this.getNodeParameter('failsBy', 0) === 'item') return { json: { error: message } };
			throw new NodeOperationError(this.getNode(), message, { itemIndex: index });
		});
		return [items];
	},
};

/** What a test sets of the node that does the work. */
export type WorkSettings = Partial<Pick<INode, 'retryOnFail' | 'maxTries' | 'onError'>> & {
	failsBy?: 'throw' | 'item';
	inLoop?: boolean;
};

function workflowWith({ failsBy = 'throw', inLoop, ...settings }: WorkSettings): WorkflowFile {
	const node = (name: string, type: string, parameters: INodeParameters = {}): INode => {
		return { id: name, name, type, parameters, typeVersion: 1, position: [0, 0] };
	};
	const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
	return {
		name: 'Retries',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Loop', 'test.loop'),
			// A wait of 0 is one of a second.
			{ ...node('Work', 'test.work', { failsBy }), ...settings, waitBetweenTries: 1 },
			node('After', 'n8n-nodes-base.noOp'),
		],
		connections: inLoop
			? {
					Start: { main: [to('Loop')] },
					Loop: { main: [to('After'), to('Work')] },
					Work: { main: [to('Loop')] },
				}
			: { Start: { main: [to('Work')] }, Work: { main: [to('After')] } },
	};
}

let loading: Promise<Engine> | undefined;
const credential = {};

async function engine(): Promise<Engine> {
	const types = { 'test.work': work };
	return await (loading ??= loadEngine(join(__dirname, '..', '..'), types));
}

/** Runs Start → Work → After, or Work in a loop, with an item for each number of failures: `a`, `b`, … */
export async function runWork(
	failures: readonly number[],
	settings: WorkSettings,
): Promise<EngineRun> {
	const input = failures.map((count, index): INodeExecutionData => {
		return { json: { name: String.fromCharCode(97 + index), failures: count } };
	});
	return await (await engine()).run(workflowWith(settings), { credential, input });
}

export async function retryWork(failed: EngineRun): Promise<EngineRun> {
	return await (await engine()).retry(failed, { credential });
}

/** The JSON of all items that the node has put out in the execution. */
export function itemsOf(run: EngineRun): IDataObject[] {
	return run.items('Work').map(({ json }) => json);
}

/** What n8n stores of the node's context with the execution. */
export function storedTries(run: EngineRun): unknown {
	return run.run.data.executionData?.contextData['node:Work']?.tries;
}

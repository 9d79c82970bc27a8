import './environment';
import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IRunExecutionData,
	type ITaskData,
	type StructuredChunk,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { EngineCredentials } from './credentials';
import { loadTypes } from './nodeTypes';
import { dataForRetry } from './retry';
import type { WorkflowFile } from './workflow';

/** What an execution is given, be it the first or a retry. */
export interface ExecutionOptions {
	/** The data of the Laddro API credential, under whatever name the workflow has for it. */
	credential: ICredentialDataDecryptedObject;
	/** Makes the run a streaming one. Called with every chunk that a node sends, which waits for what it returns. */
	onChunk?: (chunk: StructuredChunk) => unknown;
	/** Stops the execution, as n8n's stop button does, when it aborts. */
	signal?: AbortSignal;
}

export interface RunOptions extends ExecutionOptions {
	/** The trigger's output; one empty item by default. */
	input?: INodeExecutionData[];
}

/** The record of a run, as n8n would store it. */
export interface EngineRun {
	/** What was run. */
	workflow: WorkflowFile;
	/** n8n's own record of the whole run. */
	run: IRun;
	/** A node's items on one of its outputs; none when it did not run. */
	items(nodeName: string, output?: number): INodeExecutionData[];
	/** What n8n recorded of a node: its status, its error, its hints. */
	task(nodeName: string): ITaskData;
}

export interface Engine {
	run(workflow: WorkflowFile, options: RunOptions): Promise<EngineRun>;
	/**
	 * Goes on with a failed execution, as Retry in n8n's list of executions does: with what n8n has stored of it, from
	 * the node that failed.
	 * @throws Error if the execution has not failed
	 */
	retry(failed: EngineRun, options: ExecutionOptions): Promise<EngineRun>;
}

/**
 * Loads the built package in `directory` the way n8n does.
 * @param moreTypes further types, by their full name
 */
export async function loadEngine(
	directory: string,
	moreTypes: Readonly<Record<string, INodeType>> = {},
): Promise<Engine> {
	const { nodeTypes, credentialTypes } = await loadTypes(directory, moreTypes);
	let executions = 0;

	/** Runs the nodes that `data` says are to be run next. */
	async function execute(
		file: WorkflowFile,
		mode: 'manual' | 'retry',
		dataFor: (workflow: Workflow) => IRunExecutionData,
		{ credential, onChunk, signal }: ExecutionOptions,
	): Promise<EngineRun> {
		const id = `${++executions}`;
		const settings = { executionOrder: 'v1' } as const;
		const workflow = new Workflow({ id, ...file, active: false, nodeTypes, settings });
		const credentials = new EngineCredentials(credentialTypes, credential);
		const additionalData = additionalDataFor(file, id, mode, credentials, onChunk);
		// Not its method `run`, whose parameters depend on n8n's version, but what it calls.
		const execution = new WorkflowExecute(
			additionalData,
			mode,
			dataFor(workflow),
		).processRunExecutionData(workflow);
		const stop = () => execution.cancel();
		signal?.addEventListener('abort', stop, { once: true });
		const run = await execution;
		signal?.removeEventListener('abort', stop);
		return readable(file, run);
	}

	return {
		run: async (file, { input, ...options }) =>
			await execute(file, 'manual', (workflow) => firstData(workflow, input), options),
		retry: async ({ workflow, run }, options) =>
			await execute(workflow, 'retry', () => dataForRetry(run), options),
	};
}

/** @param input the trigger's output, pinned: n8n's own way to set it */
function firstData(workflow: Workflow, input?: INodeExecutionData[]): IRunExecutionData {
	const node = workflow.getStartNode();
	if (!node) throw new Error('The workflow has no node to start with');
	return createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
		},
		resultData: { pinData: input && { [node.name]: input } },
	});
}

function readable(workflow: WorkflowFile, run: IRun): EngineRun {
	const tasks = (nodeName: string) => run.data.resultData.runData[nodeName] ?? [];
	return {
		workflow,
		run,
		items: (nodeName, output = 0) =>
			tasks(nodeName).flatMap(({ data }) => data?.main?.[output] ?? []),
		task(nodeName) {
			const task = tasks(nodeName).at(-1);
			if (!task) throw new Error(`The node "${nodeName}" did not run`);
			return task;
		},
	};
}

import './environment';
import 'reflect-metadata';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INodeExecutionData,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type StructuredChunk,
} from 'n8n-workflow';
import { EngineCredentials } from './credentials';
import { loadTypes } from './nodeTypes';

/** A workflow as n8n exports it, as far as the engine needs it. */
export type WorkflowFile = Pick<IWorkflowBase, 'nodes' | 'connections' | 'name'>;

export interface RunOptions {
	/** The data of the Laddro API credential, under whatever name the workflow has for it. */
	credential: ICredentialDataDecryptedObject;
	/** The trigger's output; one empty item by default. */
	input?: INodeExecutionData[];
	/** Makes the run a streaming one. Called with every chunk that a node sends, which waits for what it returns. */
	onChunk?: (chunk: StructuredChunk) => unknown;
	/** Stops the execution, as n8n's stop button does, when it aborts. */
	signal?: AbortSignal;
}

/** The record of a run, as n8n would store it. */
export interface EngineRun {
	/** n8n's own record of the whole run. */
	run: IRun;
	/** A node's items on one of its outputs; none when it did not run. */
	items(nodeName: string, output?: number): INodeExecutionData[];
	/** What n8n recorded of a node: its status, its error, its hints. */
	task(nodeName: string): ITaskData;
}

export interface Engine {
	run(workflow: WorkflowFile, options: RunOptions): Promise<EngineRun>;
}

/** n8n computes addresses for expressions, and rejects empty ones. */
const NOWHERE = 'http://127.0.0.1:1/';

/** Loads the built package in `directory` the way n8n does. */
export async function loadEngine(directory: string): Promise<Engine> {
	const { nodeTypes, credentialTypes } = await loadTypes(directory);
	let executions = 0;

	return {
		async run(file, { credential, input, onChunk, signal }) {
			const mode = 'manual';
			const executionId = `${++executions}`;
			const credentialsHelper = new EngineCredentials(credentialTypes);
			for (const { credentials = {} } of file.nodes) {
				for (const [type, { name }] of Object.entries(credentials)) {
					await credentialsHelper.store(name, type, credential);
				}
			}
			const workflow = new Workflow({
				id: executionId,
				...file,
				active: false,
				nodeTypes,
				settings: { executionOrder: 'v1' },
			});
			const hooks = new ExecutionLifecycleHooks(mode, executionId, {
				id: executionId,
				...file,
				active: false,
				isArchived: false,
				activeVersionId: null,
				createdAt: new Date(),
				updatedAt: new Date(),
			});
			if (onChunk) {
				hooks.addHandler('sendChunk', async (chunk) => {
					await onChunk(chunk);
				});
			}
			const additionalData: IWorkflowExecuteAdditionalData = {
				credentialsHelper,
				externalSecretsProxy: new ExternalSecretsProxy(),
				hooks,
				streamingEnabled: onChunk !== undefined,
				executionId,
				currentNodeExecutionIndex: 0,
				variables: {},
				restApiUrl: NOWHERE,
				instanceBaseUrl: NOWHERE,
				formBaseUrl: NOWHERE,
				formWaitingBaseUrl: NOWHERE,
				formTestBaseUrl: NOWHERE,
				webhookBaseUrl: NOWHERE,
				webhookWaitingBaseUrl: NOWHERE,
				webhookTestBaseUrl: NOWHERE,
				mcpBaseUrl: NOWHERE,
				mcpTestBaseUrl: NOWHERE,
				logAiEvent: () => {},
				executeWorkflow: unavailable,
				getRunExecutionData: unavailable,
				getRuntimeCredential: unavailable,
				startRunnerTask: unavailable,
			};
			const trigger = workflow.getStartNode();
			const execution = new WorkflowExecute(additionalData, mode).run({
				workflow,
				// Pinned data is n8n's own way to set a trigger's output.
				pinData: trigger && input ? { [trigger.name]: input } : undefined,
			});
			const stop = () => execution.cancel();
			signal?.addEventListener('abort', stop, { once: true });
			const run = await execution;
			signal?.removeEventListener('abort', stop);
			return readable(run);
		},
	};
}

function readable(run: IRun): EngineRun {
	const tasks = (nodeName: string) => run.data.resultData.runData[nodeName] ?? [];
	return {
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

async function unavailable(): Promise<never> {
	throw new Error('The engine runs one workflow by itself, and has nothing of n8n around it');
}

import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	StructuredChunk,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { EngineCredentials } from './credentials';

/** n8n computes addresses for expressions, and rejects empty ones. */
const NOWHERE = 'http://127.0.0.1:1/';

/** What an execution has around it, as far as there is anything. */
export function additionalDataFor(
	file: Pick<IWorkflowBase, 'nodes' | 'connections' | 'name'>,
	executionId: string,
	mode: WorkflowExecuteMode,
	credentialsHelper: EngineCredentials,
	onChunk?: (chunk: StructuredChunk) => unknown,
): IWorkflowExecuteAdditionalData {
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
	return {
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
}

async function unavailable(): Promise<never> {
	throw new Error('The engine runs one workflow by itself, and has nothing of n8n around it');
}

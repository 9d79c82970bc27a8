import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters, OnError } from 'n8n-workflow';
import type { WorkflowFile } from '../../engine';

/** What a test changes in a workflow file. */
export interface Settings {
	/** In the folder `workflows`; `laddro.json` unless given. */
	file?: 'laddro.json' | 'defaults.json' | 'expressions.json' | 'loop.json';
	/** Laid over the Laddro node's own parameters. */
	parameters?: INodeParameters;
	/** The Laddro node's On Error; n8n's default is to stop. */
	onError?: OnError;
	/** The Laddro node's Retry On Fail: how often it is tried in all. */
	maxTries?: number;
	/** Whether the node is the one that n8n gives to agents as a tool. */
	isTool?: boolean;
}

/** The form that tests compare with what the API sent, unless they or the workflow ask for another one. */
function asSent({ output }: INodeParameters = {}): INodeParameters {
	return { documentFormat: output === 'document' ? 'markdown' : 'asSent', simplify: false };
}

/**
 * The workflow that nearly all engine tests run: Source → Laddro → After, and Failed behind its error output. The
 * resume and the posting are the source row's `resumeId` and `posting`.
 */
export function laddroWorkflow({
	file,
	parameters,
	onError,
	maxTries,
	isTool,
}: Settings): WorkflowFile {
	const path = join(__dirname, 'workflows', file ?? 'laddro.json');
	const workflow: WorkflowFile = JSON.parse(readFileSync(path, 'utf8'));
	for (const node of workflow.nodes) {
		if (node.name !== 'Laddro') continue;
		node.parameters = {
			...(file !== 'defaults.json' && asSent(parameters)),
			...node.parameters,
			...parameters,
		};
		node.onError = onError;
		if (maxTries !== undefined) {
			Object.assign(node, { retryOnFail: true, maxTries, waitBetweenTries: 1 });
		}
		if (isTool) node.type += 'Tool';
	}
	return workflow;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** The folder of the built package that is measured: `$BENCH_PACKAGE`, else this repository. */
export const builtPackage = process.env.BENCH_PACKAGE ?? join(__dirname, '..');

export const TRIGGER = 'Start';
export const NODE = 'Measured';

/** The measured node, one of `nodes.json`, and what is to differ from there. */
export interface NodeSettings {
	node: string;
	/** In the place of parameters of this name. */
	parameters?: INodeParameters;
	/** For Laddro. With it, the node has no limit of requests per minute; without it, it has its defaults. */
	concurrency?: number;
}

const file = readFileSync(join(__dirname, 'nodes.json'), 'utf8');

/** A trigger and behind it the measured node, with the credential of this id for the API at `baseUrl`. */
export function workflowOf(
	{ node, parameters, concurrency }: NodeSettings,
	baseUrl: string,
	credentialId = 'bench',
): Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'> {
	const templates: Record<string, Pick<INode, 'type' | 'typeVersion' | 'parameters'>> = JSON.parse(
		file.replace('$BASE_URL', baseUrl),
	);
	const template = templates[node];
	if (!template) throw new Error(`There is no node "${node}" in nodes.json`);
	const pace = concurrency && { requestOptions: { concurrency, requestsPerMinute: 0 } };
	const trigger = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const measured: Omit<INode, 'id' | 'name' | 'position'> = {
		...template,
		parameters: { ...template.parameters, ...pace, ...parameters },
		credentials: { laddroApi: { id: credentialId, name: 'Bench' } },
		onError: 'continueRegularOutput',
	};
	return {
		name: 'Bench',
		nodes: [
			{ id: 'start', name: TRIGGER, position: [0, 0], ...trigger },
			{ id: 'measured', name: NODE, position: [240, 0], ...measured },
		],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	};
}

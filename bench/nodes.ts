import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';

/** A node to measure. */
export type MeasuredNode = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

/** The folder of the built package that is measured: `$BENCH_PACKAGE`, else this repository. */
export const builtPackage = process.env.BENCH_PACKAGE ?? join(__dirname, '..');

export const TRIGGER = 'Start';
export const MEASURED = 'Measured';

/** Laddro, tailoring a resume; with its defaults unless these parameters say otherwise. */
export const laddro = (parameters: INodeParameters = {}): MeasuredNode => ({
	type: 'n8n-nodes-laddro.laddro',
	typeVersion: 1,
	parameters: { jobPosting: 'A posting.', ...parameters },
});

/** The node of plainLoop.ts. */
export const plainLoop: MeasuredNode = { type: 'bench.plainLoop', typeVersion: 1, parameters: {} };

/** n8n's HTTP Request node with its defaults and the same credential. */
export const httpRequest: MeasuredNode = {
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: 'BASE_URL/v1/tailor',
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'laddroApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '{"jobDescription":"A posting."}',
	},
};

/** A trigger and behind it the measured node. @param credential the id of its credential */
export function workflowOf(node: MeasuredNode, baseUrl: string, credential = 'bench') {
	const trigger = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const parameters = JSON.stringify(node.parameters).replace('BASE_URL', baseUrl);
	const measured: Omit<INode, 'id' | 'name' | 'position'> = {
		...node,
		parameters: JSON.parse(parameters),
		credentials: { laddroApi: { id: credential, name: 'Bench' } },
		onError: 'continueRegularOutput',
	};
	const nodes: INode[] = [
		{ id: '1', name: TRIGGER, position: [0, 0], ...trigger },
		{ id: '2', name: MEASURED, position: [240, 0], ...measured },
	];
	const next = [[{ node: MEASURED, type: 'main' as const, index: 0 }]];
	return { name: 'Bench', nodes, connections: { [TRIGGER]: { main: next } } };
}

import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../engine';

/** How many items the node works on at the same time. */
export const CONCURRENCY = 20;

const parameters: INodeParameters = {
	resource: 'application',
	operation: 'tailor',
	jobSource: 'description',
	jobDescription: '={{ $json.posting }}',
	output: '={{ $itemIndex % 2 ? "document" : "sections" }}',
	requestOptions: { concurrency: CONCURRENCY, requestsPerMinute: 0, maxRetries: 5, idleTimeout: 1 },
};

/** A trigger that passes on the postings, and the Laddro node, which goes on after a failed item. */
export const workflow: WorkflowFile = {
	name: 'Chaos',
	nodes: [
		{
			id: '1',
			name: 'Postings',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: '2',
			name: 'Laddro',
			type: 'n8n-nodes-laddro.laddro',
			typeVersion: 1,
			position: [240, 0],
			parameters,
			credentials: { laddroApi: { id: null, name: 'Laddro account' } },
			onError: 'continueRegularOutput',
		},
	],
	connections: { Postings: { main: [[{ node: 'Laddro', type: 'main', index: 0 }]] } },
};

/** The posting of a row. No two rows have the same. */
export function postingOf(row: number): string {
	return `Posting number ${row}: we are looking for a nurse (m/f/d) in Jyväskylä, 3 400 € a month.`;
}

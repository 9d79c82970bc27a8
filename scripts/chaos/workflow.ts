import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../engine';

/** How many items the node works on at the same time, and in a round of a loop. */
export const CONCURRENCY = 20;

/**
 * What happens after a failure: the item is left out; or the run stops, and is tried again by Retry On Fail and by
 * retries of the execution until all is there; or a loop goes on with the next round.
 */
export const forms = ['leftOut', 'retried', 'looped'] as const;
export type Form = (typeof forms)[number];

const parameters: INodeParameters = {
	resource: 'application',
	operation: 'tailor',
	jobSource: 'description',
	jobDescription: '={{ $json.posting }}',
	output: '={{ $itemIndex % 2 ? "document" : "sections" }}',
	requestOptions: { concurrency: CONCURRENCY, requestsPerMinute: 0, maxRetries: 5, idleTimeout: 5 },
};

const settings: Record<Form, Partial<INode>> = {
	leftOut: { onError: 'continueRegularOutput' },
	retried: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
	looped: { onError: 'continueRegularOutput' },
};

/** A trigger that passes on the postings, and the Laddro node, in a loop or not. */
export function workflowOf(form: Form): WorkflowFile {
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		name: `Chaos, ${form}`,
		nodes: [
			node('Postings', 'n8n-nodes-base.manualTrigger'),
			node('Loop', 'test.loop', { parameters: { batchSize: CONCURRENCY } }),
			node('Laddro', 'n8n-nodes-laddro.laddro', {
				parameters,
				credentials: { laddroApi: { id: null, name: 'Laddro account' } },
				...settings[form],
			}),
			node('Done', 'n8n-nodes-base.noOp'),
		],
		connections:
			form === 'looped'
				? {
						Postings: { main: [to('Loop')] },
						Loop: { main: [to('Done'), to('Laddro')] },
						Laddro: { main: [to('Loop')] },
					}
				: { Postings: { main: [to('Laddro')] } },
	};
}

/** The posting of a row. No two rows have the same. */
export function postingOf(row: number): string {
	return `Posting number ${row}: we are looking for a nurse (m/f/d) in Jyväskylä, 3 400 € a month.`;
}

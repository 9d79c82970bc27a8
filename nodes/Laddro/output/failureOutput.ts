import type {
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { FailedGeneration } from '../calls/generate';
import { isFatalForAll, isRetryable } from '../calls/retryPolicy';
import { withoutUndefined } from '../common/json';
import { failureText, sentences } from './failureText';
import { ownProperties } from './items';
import { nodeError } from './nodeError';
import { count, duration } from './wording';

/** Which of a run's input items is meant. */
export interface ItemPosition {
	readonly itemIndex: number;
	/** How many input items there are. */
	readonly itemCount: number;
}

/**
 * The output item of a failed input. n8n sends an item with exactly these two keys to the error output, on every
 * version since 1.123, and merges it over the input's own fields; a third key would make it a success.
 */
export function failureItem(
	generation: FailedGeneration,
	{ itemIndex, itemCount }: ItemPosition,
): INodeExecutionData {
	const { failure, sections, attempts } = generation;
	const { message } = failureText(failure);
	const hasSections = sections.size > 0;
	const error: IDataObject = withoutUndefined({
		message,
		description: describe(generation, itemCount),
		statusCode: 'statusCode' in failure ? failure.statusCode : undefined,
		code: 'code' in failure ? failure.code : undefined,
		retryable: isRetryable(failure),
		attempts,
		sections: hasSections ? ownProperties(sections) : undefined,
		sectionOrder: hasSections ? [...sections.keys()] : undefined,
	});
	return { json: { error, message }, pairedItem: { item: itemIndex } };
}

/**
 * The output item of a failed input when the node is an agent's tool: the one form of a failure that reaches the
 * model with every version of n8n's agent.
 */
export function toolFailureItem(
	generation: FailedGeneration,
	{ itemIndex, itemCount }: ItemPosition,
): INodeExecutionData {
	const { message } = failureText(generation.failure);
	const end = /[.!?…]$/.test(message) ? '' : '.';
	return {
		json: { error: sentences(message + end, describe(generation, itemCount)) },
		pairedItem: { item: itemIndex },
	};
}

/** Other items whose credits are spent when the run stops, and whose documents are lost with it. */
export interface LostItems {
	/** Their documents were complete. */
	readonly generated: number;
	/** Their streams were open. */
	readonly open: number;
}

/** The error that ends the node when it is to stop on errors. */
export function failureError(
	node: INode,
	generation: FailedGeneration,
	{ itemIndex, itemCount }: ItemPosition,
	lost: LostItems,
): NodeApiError | NodeOperationError {
	const description = sentences(describe(generation, itemCount), lossNotice(lost));
	return nodeError(node, generation.failure, { itemIndex, description });
}

function describe(generation: FailedGeneration, itemCount: number): string | undefined {
	const { failure, sections, attempts, waited } = generation;
	return sentences(
		failureText(failure, sections.size).advice,
		attempts > 1 &&
			`This was the last of ${attempts} requests; the node waited ${duration(waited)} between them.`,
		itemCount > 1 && isFatalForAll(failure) && refusalNotice(generation),
	);
}

/** What a failure that holds for all items has spared. */
function refusalNotice({ attempts }: FailedGeneration): string {
	return attempts === 0
		? 'No request was sent for this item.'
		: 'No request was sent for items that had not started.';
}

function lossNotice({ generated, open }: LostItems): string | undefined {
	if (generated + open === 0) return undefined;
	const parts = [
		generated > 0 && `${count(generated, 'other item')} had already been generated`,
		open > 0 && `${count(open, 'other item')} had been started`,
	];
	return `${parts.filter(Boolean).join(' and ')}, so their credits are spent. To keep finished documents, set 'On Error' to Continue in the node's settings.`;
}

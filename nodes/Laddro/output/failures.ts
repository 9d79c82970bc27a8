import type {
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { FailedGeneration } from '../transport/generate';
import { isRetryable } from '../transport/retry';
import { count, duration } from '../words';
import { ownProperties } from './items';
import { nodeError } from './nodeError';

/**
 * The output item of a failed input. n8n sends an item with exactly these two keys to the error output, on every
 * version since 1.123, and merges it over the input's own fields; a third key would make it a success.
 */
export function failureItem(generation: FailedGeneration, itemIndex: number): INodeExecutionData {
	const { failure, sections, attempts } = generation;
	const { message, statusCode, code } = failure;
	const error: IDataObject = {
		message,
		description: describe(generation),
		statusCode,
		code,
		retryable: sections.size === 0 && isRetryable(failure),
		attempts,
	};
	if (sections.size > 0) {
		error.sections = ownProperties(sections);
		error.sectionOrder = [...sections.keys()];
	}
	for (const key of Object.keys(error)) if (error[key] === undefined) delete error[key];
	return { json: { error, message }, pairedItem: { item: itemIndex } };
}

/**
 * The error that ends the node when it is to stop on errors.
 *
 * @param generatedBefore other items that were complete by then, and whose documents are lost with this
 */
export function failureError(
	node: INode,
	generation: FailedGeneration,
	itemIndex: number,
	generatedBefore: number,
): NodeApiError | NodeOperationError {
	const description = [describe(generation), lossNotice(generatedBefore)].filter(Boolean).join(' ');
	return nodeError(node, { ...generation.failure, description }, itemIndex);
}

function describe({ failure, sections, attempts, waited }: FailedGeneration): string | undefined {
	const tries =
		attempts > 1
			? `Laddro was asked ${attempts} times, with ${duration(waited)} of waiting in between.`
			: '';
	const arrived =
		sections.size > 0
			? `${count(sections.size, 'section')} had arrived, paid for; On Interrupted Stream, in Options, can hand on what arrives.`
			: '';
	return [failure.description, tries, arrived].filter(Boolean).join(' ') || undefined;
}

function lossNotice(generatedBefore: number): string {
	if (generatedBefore === 0) return '';
	return `${count(generatedBefore, 'other item')} had already been generated, paid for; On Error: Continue, in the node's settings, would keep them.`;
}

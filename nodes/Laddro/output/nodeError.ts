import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Failure } from '../common/failure';
import { failureText } from './failureText';

interface ErrorDetails {
	/** The input item that failed; not given where there is none, as in a list of the editor. */
	readonly itemIndex?: number;
	/** In place of the failure's own advice. */
	readonly description?: string;
}

/**
 * A failure as n8n's own error: a wrong parameter is a `NodeOperationError`, all else a `NodeApiError` with the
 * status. Message and item are set again: n8n replaces the message with its own sentences for statuses and network
 * codes, and does not add the item to its own errors.
 */
export function nodeError(
	node: INode,
	failure: Failure,
	{ itemIndex, description }: ErrorDetails = {},
): NodeApiError | NodeOperationError {
	const { message, advice } = failureText(failure);
	const options = { description: description ?? advice, level: 'warning' } as const;
	const statusCode = 'statusCode' in failure ? failure.statusCode : undefined;
	const error =
		failure.kind === 'parameter'
			? new NodeOperationError(node, failure.thrown ?? message, options)
			: new NodeApiError(
					node,
					{ message },
					{ ...options, message, httpCode: statusCode === undefined ? undefined : `${statusCode}` },
				);
	error.message = message;
	if (itemIndex !== undefined) error.context.itemIndex = itemIndex;
	return error;
}

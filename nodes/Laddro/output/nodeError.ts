import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Failure } from '../transport/failure';

/**
 * A failure as n8n's own error: a wrong parameter is a `NodeOperationError`, all else a `NodeApiError` with the
 * status. The message stays what it is, n8n's sentences for statuses and network codes do not replace it.
 *
 * @param itemIndex the input item that failed; not given where there is none, as in a list of the editor
 */
export function nodeError(
	node: INode,
	{ kind, message, description, statusCode }: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const options = { itemIndex, description, level: 'warning' } as const;
	const error =
		kind === 'parameter'
			? new NodeOperationError(node, message, options)
			: new NodeApiError(
					node,
					{ message },
					{ ...options, message, httpCode: statusCode === undefined ? undefined : `${statusCode}` },
				);
	error.message = message;
	return error;
}

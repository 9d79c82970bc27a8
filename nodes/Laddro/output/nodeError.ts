import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Failure, StatusMeaning } from '../common/failure';
import { CHECK_BASE_URL, failureText, STATUS_ADVICE } from './failureText';
import { sentences } from './wording';

interface ErrorDetails {
	/** The input item that failed; not given where there is none, as in a list of the editor. */
	readonly itemIndex?: number;
	/** In place of the failure's own advice; there is none where it is `undefined`. */
	readonly description?: string | undefined;
}

/**
 * A failure as n8n's own error: a wrong parameter is a `NodeOperationError`, all else a `NodeApiError` with the
 * status. Message and item are set again: n8n replaces the message with its own sentences for statuses and network
 * codes, and does not add the item to its own errors.
 */
export function nodeError(
	node: INode,
	failure: Failure,
	{ itemIndex, ...given }: ErrorDetails = {},
): NodeApiError | NodeOperationError {
	const { message, advice } = failureText(failure);
	const options = { description: advice, level: 'warning', ...given } as const;
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

const OPEN_AGAIN = 'open the list again later';
const PROBLEM = `Laddro is unavailable at the moment: ${OPEN_AGAIN}.`;
const NOT_ACCEPTED = `Laddro did not accept the request for this list. ${CHECK_BASE_URL}.`;

/** A list is only read: no run to change, and nothing to pay. */
const PICKER_ADVICE: Readonly<Record<StatusMeaning, string>> = {
	...STATUS_ADVICE,
	badRequest: NOT_ACCEPTED,
	notFound: `Laddro does not have this list at this address. ${CHECK_BASE_URL}.`,
	rateLimit:
		'Laddro accepts no more requests with this API key for now: open the list again in a minute.',
	scopeMissing: 'The API key lacks a permission. Use a key that may read this list.',
	serverError: PROBLEM,
	tooLarge: NOT_ACCEPTED,
	unavailable: PROBLEM,
	unprocessable: NOT_ACCEPTED,
};

/** The error that the editor shows in place of one of its lists. */
export function pickerError(node: INode, failure: Failure): NodeApiError | NodeOperationError {
	return nodeError(node, failure, { description: pickerAdvice(failure) });
}

function pickerAdvice(failure: Failure): string | undefined {
	switch (failure.kind) {
		case 'parameter':
		case 'request':
		case 'unexpectedAnswer':
			return failureText(failure).advice;
		case 'status':
			return sentences(PICKER_ADVICE[failure.meaning], failure.upgradeUrl);
		case 'connection':
		case 'interrupted':
		case 'rateLimited':
		case 'nothingGenerated':
		case 'streamError':
		case 'stopped':
		case 'internal':
			return `${CHECK_BASE_URL}, and that this n8n may connect to it. If both are right, ${OPEN_AGAIN}.`;
	}
}

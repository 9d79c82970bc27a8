import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { Outcome } from '../api/call';
import type { Charged } from '../api/charge';
import { isFatalForAll, isRetryable } from '../api/retryPolicy';
import type { Failure } from '../common/failure';
import { withoutUndefined } from '../common/json';
import type { Sections } from '../stream/streamReader';
import { failureText, OF_THE_ITEM } from './failureText';
import { ownProperties } from './items';
import { nodeError } from './nodeError';
import { asSentence, count, duration, sentences } from './wording';

/** Why an input item failed. */
export interface FailedTask {
	readonly failure: Failure;
	/** The call that failed; not set where none was made. */
	readonly call?: Outcome;
	/** Whether credits were charged, over all calls of the item; as for `call` unless it is given. */
	readonly charged?: Charged;
	/** What had arrived of a stream. */
	readonly sections?: Sections;
	/** What was asked for; not set where a parameter is wrong. */
	readonly operation?: string;
	/** The document that was asked for, or that the response names as the stored result. */
	readonly documentId?: string;
	/** Whether it was about a document that is stored already. */
	readonly isSaved?: boolean;
	/** Files that were paid for, whose text could not be had. */
	readonly binary?: IBinaryKeyData;
	/** A resume that was complete, and paid for, before its letter failed, as the item of a single document. */
	readonly resume?: IDataObject;
}

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
	failed: FailedTask,
	{ itemIndex, itemCount }: ItemPosition,
): INodeExecutionData {
	const { failure, call, sections, operation, documentId, resume, binary } = failed;
	const { message } = failureText(failure);
	const arrived = sections?.size ? sections : undefined;
	const error: IDataObject = withoutUndefined({
		message,
		description: sentences(
			describe(failed, itemCount),
			resume && "The resume is complete and is in 'error.resume'.",
		),
		kind: failure.kind,
		charged: failed.charged ?? call?.charged ?? 'no',
		operation,
		statusCode: 'statusCode' in failure ? failure.statusCode : undefined,
		code: 'code' in failure ? failure.code : undefined,
		retryable: isRetryable(failure, call),
		attempts: call?.attempts ?? 0,
		documentId,
		sections: arrived && ownProperties(arrived),
		sectionOrder: arrived && [...arrived.keys()],
		resume,
	});
	return {
		json: { error, message },
		...(binary && { binary }),
		pairedItem: { item: itemIndex },
	};
}

/**
 * The output item of a failed input when the node is an agent's tool: the one form of a failure that reaches the
 * model with every version of n8n's agent.
 */
export function toolFailureItem(
	failed: FailedTask,
	{ itemIndex, itemCount }: ItemPosition,
): INodeExecutionData {
	const { failure, resume } = failed;
	const { message } = failureText(failure);
	const error = sentences(
		resume && 'The cover letter failed:',
		asSentence(message),
		describe(failed, itemCount),
		resume && 'The resume is complete; do not request it again.',
	);
	return {
		json: { error, ...(resume && { resume: resume.document }) },
		pairedItem: { item: itemIndex },
	};
}

/**
 * The error that ends the node when it is to stop on errors.
 *
 * @param kept how many documents were left for the next try
 */
export function failureError(
	node: INode,
	failed: FailedTask,
	{ itemIndex, itemCount }: ItemPosition,
	kept: number,
): NodeApiError | NodeOperationError {
	const description = sentences(
		describe(failed, itemCount),
		failed.binary && FILE_NOTICE,
		kept > 0 && keptNotice(kept, failed.failure),
	);
	return nodeError(node, failed.failure, { itemIndex, description });
}

const FILE_NOTICE =
	"The file of this item is kept: to get it, set 'On Error' to Continue and retry the execution with the currently saved workflow.";

/** What a next try does not pay for again, and how to get it. */
function keptNotice(kept: number, failure: Failure): string {
	const [are, them] = kept === 1 ? ['is', 'it'] : ['are', 'them'];
	const comesAgain =
		failure.kind === 'parameter' || ('meaning' in failure && OF_THE_ITEM.has(failure.meaning));
	const whenItFails = comesAgain
		? 'The same item fails again, so correct this item first, or'
		: 'If it fails again,';
	return `${count(kept, 'finished document')} of this run ${are} kept: retrying the execution reuses ${them} without paying again. ${whenItFails} set 'On Error' to Continue and retry it with the currently saved workflow.`;
}

function describe(failed: FailedTask, itemCount: number): string | undefined {
	const { failure, call, sections, documentId, isSaved } = failed;
	const {
		attempts = 0,
		waited = 0,
		charged = failed.charged ?? 'no',
		ids = {},
		isCreation,
		isKept = false,
	} = call ?? {};
	const isFutile = attempts === 0 && call && !isKept && failure.kind !== 'stopped';
	const isStored = documentId !== undefined && Object.values(ids).includes(documentId);
	return sentences(
		failureText(failure, { arrived: sections?.size, charged, isCreation, isSaved }).advice,
		isStored &&
			`Laddro may have stored the document as ${documentId}: look for it with the resource Saved Document, whose operation Download PDF gets its file, before you request another one.`,
		attempts > 1 &&
			`This was the last of ${attempts} requests, with waits of ${duration(waited)} in total.`,
		itemCount > 1 &&
			isFatalForAll(failure) &&
			`No request was sent for ${attempts === 0 ? 'this item' : 'items that had not started'}.`,
		isFutile && !isFatalForAll(failure) && FUTILE,
	);
}

/** For an item that has the failure of those before it. */
const FUTILE =
	'No request was sent for this item, because nothing came of several before it. Find the cause before you run it again.';

import { isFatalForAll, isRetryable } from '../calls/retryPolicy';
import type {
	Failure,
	Interruption,
	InterruptedFailure,
	RequestFailure,
	StreamErrorFailure,
	UnexpectedAnswerFailure,
} from '../common/failure';
import {
	CHECK_BASE_URL,
	CONNECTION_ADVICE,
	MAY_BE_CHARGED,
	requestAdvice,
	SAVED_ADVICE,
	STATUS_ADVICE,
} from './advice';
import { count, duration, pointInTime } from './wording';

/** A failure in words for the user. */
export interface FailureText {
	/** What happened; the API's own words where it has said any. */
	readonly message: string;
	/** What the user can do about it. */
	readonly advice?: string;
}

/** What is known of the call that failed. */
interface Circumstances {
	/** How many sections had arrived. */
	readonly arrived?: number;
	/** Whether the call costs nothing. */
	readonly isFree?: boolean;
	/** Whether it was about a stored document. */
	readonly isSaved?: boolean;
}

export function failureText(
	failure: Failure,
	{ arrived = 0, isFree = false, isSaved = false }: Circumstances = {},
): FailureText {
	const charge = arrived > 0 ? spentAdvice(arrived) : !isFree && mayBeCharged(failure);
	switch (failure.kind) {
		case 'parameter':
			return failure;
		case 'connection':
			return {
				message: `Laddro could not be reached (${failure.code})`,
				advice: CONNECTION_ADVICE,
			};
		case 'request':
			return requestText(failure);
		case 'status':
			return {
				message: failure.message ?? `Laddro answered with status ${failure.statusCode}`,
				advice: sentences(
					(isSaved ? SAVED_ADVICE : STATUS_ADVICE)[failure.meaning],
					failure.upgradeUrl,
				),
			};
		case 'rateLimited':
			return {
				message: failure.message ?? `Laddro answered with status ${failure.statusCode}`,
				advice: sentences(
					`Laddro takes no further requests with this key until ${pointInTime(failure.retryAt)}. Run the node again after that.`,
					failure.upgradeUrl,
				),
			};
		case 'streamError':
			return streamErrorText(failure, charge);
		case 'unexpectedAnswer':
			return unexpectedAnswerText(failure);
		case 'nothingGenerated':
			return {
				message: 'Nothing was generated: the stream was complete but had no section',
				advice:
					"Check that the resume in 'Resume' and the posting in 'Job Description' or 'Job URL' have text. Credits may have been charged.",
			};
		case 'interrupted':
			return interruptedText(failure, charge);
		case 'stopped':
			return { message: 'The run was stopped before this item was done' };
	}
}

function requestText({ code, message }: RequestFailure): FailureText {
	const known = requestAdvice(code);
	if (known) return { message: `${known.message} (${code})`, advice: known.advice };
	return {
		message: message ?? 'The request to Laddro could not be made',
		advice: 'Check the Laddro API credential.',
	};
}

/** @param charge what is known of the credits, once the server has taken the request on */
function streamErrorText(failure: StreamErrorFailure, charge: string | false): FailureText {
	const { message, meaning, upgradeUrl } = failure;
	const isPassing = meaning === 'rateLimit' || meaning === 'unavailable';
	const wasTakenOn = !isRetryable(failure);
	return {
		message: message ?? 'Laddro reported an error in the stream',
		advice: sentences(
			meaning && !(isPassing && wasTakenOn) && STATUS_ADVICE[meaning],
			upgradeUrl,
			wasTakenOn && charge,
		),
	};
}

function unexpectedAnswerText({ expected, contentType }: UnexpectedAnswerFailure): FailureText {
	const wanted = { stream: 'an event stream', file: 'a PDF file', json: 'JSON' }[expected];
	return {
		message: contentType
			? `Laddro answered with "${contentType}" instead of ${wanted}`
			: `Laddro answered without a content type instead of with ${wanted}`,
		advice: sentences(
			`Something between n8n and Laddro, such as a proxy or a login page, may have answered in its place. ${CHECK_BASE_URL}.`,
			expected !== 'json' && 'If it was Laddro itself, credits may have been charged.',
		),
	};
}

function interruptedText(
	{ cause, limit }: InterruptedFailure,
	charge: string | false,
): FailureText {
	const messages: Record<Interruption, string> = {
		ended: 'The stream ended before the document was complete',
		connectionCut: 'The connection was cut before the document was complete',
		malformedEvent: 'The stream carried an event that cannot be read',
		eventTooLarge: 'The stream carried an event of more than 8 MiB',
		streamTooLarge: 'The stream carried more than 64 MiB',
		fileCut: 'The file ended before it was complete',
		notTheFile: 'What came is not the file that it was said to be',
		answerTooLarge: 'The answer has more than 64 MiB',
		notStored: 'n8n could not store the file',
		silence:
			limit === undefined
				? 'Laddro did not answer in time'
				: `Laddro sent nothing for ${duration(limit)}`,
		timeUp:
			limit === undefined
				? 'The item took too long'
				: `The item took longer than ${duration(limit)}`,
	};
	const remedies: Partial<Record<Interruption, string>> = {
		silence: "If Laddro needs longer, raise 'Idle Timeout (Seconds)' in 'Request Options'.",
		timeUp: "If Laddro needs longer, raise 'Timeout (Seconds)' in 'Request Options'.",
		notStored: 'Check that the disk or the storage for its binary data has room.',
	};
	return { message: messages[cause], advice: sentences(charge, remedies[cause]) };
}

/** Where the key or the credits are refused, that and not the charge is the reason for no further request. */
function mayBeCharged(failure: Failure): string {
	return isFatalForAll(failure)
		? 'Credits may have been charged for this request.'
		: MAY_BE_CHARGED;
}

function spentAdvice(arrived: number): string {
	return `${count(arrived, 'section')} had arrived, so the credits are spent and the request is not repeated. To keep what arrives, set 'On Interrupted Stream' in 'Request Options' to Keep What Arrived.`;
}

/** Sentences in a row, without those that do not apply. */
export function sentences(...parts: Array<string | false | undefined>): string | undefined {
	return parts.filter(Boolean).join(' ') || undefined;
}

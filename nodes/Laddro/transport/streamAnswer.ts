import type { ApiError } from '../common/apiError';
import type { Clock } from '../common/clock';
import type { Failure, StreamErrorFailure, UnexpectedAnswerFailure } from '../common/failure';
import { parseJson } from '../common/json';
import { failed, success, type Result } from '../common/result';
import type { Sections, StreamReader } from '../stream/streamReader';
import { headerOf, isEventStream, isSuccess, type Answer, type StreamedBody } from './answer';
import { readBody, readErrorBody } from './body';
import { meaningOf, statusFailure } from './status';
import type { TryTimer } from './tryTimer';

/** Characters of a content type that are shown. */
const CONTENT_TYPE_LIMIT = 100;

/**
 * Reads the answer to a request for a stream to its end. The sections go to the reader, and the connection is closed
 * afterwards, whatever happens.
 */
export async function readStreamAnswer(
	answer: Answer<StreamedBody>,
	reader: StreamReader,
	timer: TryTimer,
	clock: Clock,
): Promise<Result<Sections>> {
	if (!isSuccess(answer)) {
		const text = await readErrorBody(answer.body, timer, clock);
		return failed(statusFailure(answer, parseJson(text), Date.now()));
	}
	if (!isEventStream(answer)) {
		answer.body.destroy();
		return failed(unexpectedAnswer('stream', answer));
	}
	const outcome = await readBody(answer.body, timer.signal, (chunk) => {
		timer.received();
		return reader.push(chunk) !== undefined;
	});
	return endOf(reader, outcome, timer);
}

function endOf(reader: StreamReader, outcome: 'whole' | 'cut', timer: TryTimer): Result<Sections> {
	const ending = reader.end();
	if (ending.type === 'error') return failed(streamError(ending.error, ending.isFirstEvent));
	if (ending.type === 'done') {
		return reader.sections.size > 0
			? success(reader.sections)
			: failed({ kind: 'nothingGenerated' });
	}
	if (ending.cause !== 'ended') return failed({ kind: 'interrupted', cause: ending.cause });
	return failed(timerFailure(timer) ?? brokenStream(outcome));
}

/** The limits' failure of a stream that had opened. */
function timerFailure({ failure }: TryTimer): Failure | undefined {
	return failure?.kind === 'stopped' ? { ...failure, wasOpen: true } : failure;
}

function brokenStream(outcome: 'whole' | 'cut'): Failure {
	return { kind: 'interrupted', cause: outcome === 'cut' ? 'connectionCut' : 'ended' };
}

function streamError(error: ApiError, isFirstEvent: boolean): StreamErrorFailure {
	const { statusCode, code } = error;
	return {
		kind: 'streamError',
		...error,
		meaning: statusCode === undefined ? undefined : meaningOf(statusCode, code),
		isFirstEvent,
	};
}

/** A success of another content type than asked for, as a proxy or a login page sends it. */
export function unexpectedAnswer(
	expected: UnexpectedAnswerFailure['expected'],
	{ statusCode, headers }: Answer,
): UnexpectedAnswerFailure {
	return {
		kind: 'unexpectedAnswer',
		expected,
		statusCode,
		contentType: headerOf(headers, 'content-type')?.slice(0, CONTENT_TYPE_LIMIT),
	};
}

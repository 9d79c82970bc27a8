import type { ApiError } from '../common/apiError';
import type { DocumentIds } from '../common/documentIds';
import type { Failure, StreamErrorFailure } from '../common/failure';
import { failed, success, type Result } from '../common/result';
import type { StreamReader } from '../stream/streamReader';
import { isEventStream, type Answer, type StreamedBody } from './answer';
import { readBody } from './body';
import { meaningOf } from './status';
import type { TryTimer } from './tryTimer';
import { unexpectedAnswer } from './unexpectedAnswer';

/**
 * Reads an answer with a stream to its end. The sections go to the reader, and the connection is closed afterwards,
 * whatever happens.
 *
 * @returns what the last event says of where the document is stored
 */
export async function readStreamAnswer(
	answer: Answer<StreamedBody>,
	reader: StreamReader,
	timer: TryTimer,
): Promise<Result<DocumentIds>> {
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

function endOf(
	reader: StreamReader,
	outcome: 'whole' | 'cut',
	timer: TryTimer,
): Result<DocumentIds> {
	const ending = reader.end();
	if (ending.type === 'error') return failed(streamError(ending.error, ending.isFirstEvent));
	if (ending.type === 'done') {
		return reader.sections.size > 0 ? success(ending.ids) : failed({ kind: 'nothingGenerated' });
	}
	if (ending.cause !== 'ended') return failed({ kind: 'interrupted', cause: ending.cause });
	return failed(timer.failure ?? brokenStream(outcome));
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

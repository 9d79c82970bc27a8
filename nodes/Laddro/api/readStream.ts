import type { ApiError } from '../common/apiError';
import type { Failure, StreamErrorFailure } from '../common/failure';
import { StreamReader, type Piece, type Sections } from '../stream/streamReader';
import { readBody } from './body';
import type { CallTimer } from './callTimer';
import type { CallKind, Reading } from './request';
import { headerOf, unexpectedResponse, type Response } from './response';
import { meaningOf } from './status';

/**
 * A call for a stream of sections, which is paid for.
 *
 * @param onPiece is called with every piece of a section, at once
 */
export function stream(onPiece: (piece: Piece) => void): CallKind<Sections> {
	return {
		// A server or proxy that compresses may hold events back.
		headers: { Accept: 'text/event-stream', 'Accept-Encoding': 'identity' },
		isFree: false,
		read: async (response, timer) => await readStream(response, timer, onPiece),
	};
}

/**
 * Reads a stream to its end. Sections that have arrived are the value, also where the stream broke.
 *
 * @throws what `onPiece` throws
 */
async function readStream(
	response: Response,
	timer: CallTimer,
	onPiece: (piece: Piece) => void,
): Promise<Reading<Sections>> {
	if (!isEventStream(response)) {
		response.body.destroy();
		return { failure: unexpectedResponse('stream', response) };
	}
	const reader = new StreamReader(onPiece);
	const bodyEnd = await readBody(response.body, timer.signal, (chunk) => {
		timer.received();
		return reader.push(chunk) !== undefined;
	});
	const ending = reader.end();
	const value = reader.sections;
	if (ending.type === 'done') {
		if (value.size > 0) return { value, ids: ending.ids };
		return { failure: { kind: 'nothingGenerated' } };
	}
	const broken: Failure = {
		kind: 'interrupted',
		cause: bodyEnd === 'cut' ? 'connectionCut' : 'ended',
	};
	const failure: Failure =
		ending.type === 'error'
			? streamError(ending.error, ending.isFirstEvent)
			: ending.cause === 'ended'
				? (timer.failure ?? broken)
				: { kind: 'interrupted', cause: ending.cause };
	return { value, failure };
}

/** Whether the content type is that of server-sent events. */
function isEventStream({ headers }: Response): boolean {
	return /^text\/event-stream\s*(;|$)/i.test(headerOf(headers, 'content-type') ?? '');
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

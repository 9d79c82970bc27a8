import type { Clock } from '../common/clock';
import type { StreamedBody } from './answer';
import type { TryTimer } from './tryTimer';

/** Bytes of an error's body that are read; the rest is left. */
export const ERROR_BODY_LIMIT = 64 * 1024;

/** Milliseconds that the body of an error may take. The status is known by then and is what counts. */
export const ERROR_BODY_TIME = 5000;

/**
 * Hands over the body's chunks until it ends, breaks, the signal aborts or `onChunk` returns true; then closes it.
 *
 * @throws what `onChunk` throws
 * @returns `cut` when the body broke or the signal aborted
 */
export async function readBody(
	body: StreamedBody,
	signal: AbortSignal,
	onChunk: (chunk: Uint8Array) => boolean,
): Promise<'whole' | 'cut'> {
	let stop = () => {};
	try {
		return await new Promise((resolve, reject) => {
			let isOver = signal.aborted;
			stop = () => {
				isOver = true;
				body.destroy();
				resolve('cut');
			};
			signal.addEventListener('abort', stop);
			// Stays there: a connection that is closed later makes the body emit an error.
			body.on('error', () => resolve('cut'));
			body.on('end', () => resolve('whole'));
			body.on('close', () => resolve('cut'));
			// By events, because Node's iterator copies the chunks that wait into one.
			body.on('data', (chunk) => {
				if (isOver) return;
				try {
					isOver = onChunk(chunk) || isOver;
					if (isOver) resolve('whole');
				} catch (error) {
					isOver = true;
					reject(error);
				}
			});
			if (isOver) resolve('cut');
		});
	} finally {
		signal.removeEventListener('abort', stop);
		body.destroy();
	}
}

/** Reads the body of an error: what of it arrives soon enough, up to {@link ERROR_BODY_LIMIT} bytes. */
export async function readErrorBody(
	body: StreamedBody,
	timer: TryTimer,
	clock: Clock,
): Promise<string> {
	timer.ignoreSilence();
	const limit = new AbortController();
	const cancelLimit = clock.after(ERROR_BODY_TIME, () => limit.abort());
	const decoder = new TextDecoder();
	let room = ERROR_BODY_LIMIT;
	let text = '';
	try {
		await readBody(body, AbortSignal.any([timer.signal, limit.signal]), (chunk) => {
			text += decoder.decode(chunk.subarray(0, room), { stream: true });
			room -= chunk.length;
			return room <= 0;
		});
	} finally {
		cancelLimit();
	}
	return text;
}

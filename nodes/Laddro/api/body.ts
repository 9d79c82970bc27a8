import type { Clock } from '../common/clock';
import { failed, success, type Result } from '../common/result';
import type { CallTimer } from './callTimer';
import type { StreamedBody } from './response';

/** Bytes of an error's body that are read; the rest is left. */
export const ERROR_BODY_LIMIT = 64 * 1024;

/** Milliseconds that the body of an error may take. The status is known by then and is what counts. */
export const ERROR_BODY_TIME = 5000;

/**
 * Passes the body's chunks on until it ends, breaks, the signal aborts, or `onChunk` returns true; then closes it.
 *
 * @throws what `onChunk` throws
 * @returns `cut` when the body broke or the signal aborted
 */
export async function readBody(
	body: StreamedBody,
	signal: AbortSignal,
	onChunk: (chunk: Uint8Array) => boolean | Promise<boolean>,
): Promise<'whole' | 'cut'> {
	const close = () => body.destroy();
	signal.addEventListener('abort', close);
	const chunks = body[Symbol.asyncIterator]();
	try {
		while (!signal.aborted) {
			const next = await nextOf(chunks);
			if (next === undefined) return 'cut';
			if (next.done || (await onChunk(next.value))) return 'whole';
		}
		return 'cut';
	} finally {
		signal.removeEventListener('abort', close);
		body.destroy();
	}
}

/** Only what the connection itself throws says that it broke, whatever the reason was. */
async function nextOf(
	chunks: AsyncIterator<Uint8Array>,
): Promise<IteratorResult<Uint8Array> | undefined> {
	try {
		return await chunks.next();
	} catch {
		return undefined;
	}
}

/** Bytes of a file, or of a response in JSON, that are read. */
export const RESPONSE_LIMIT = 64 * 1024 * 1024;

/**
 * Reads a body that is needed whole.
 *
 * @param announced expected bytes, so that memory is allocated once; any number may come
 */
export async function collectBody(
	body: StreamedBody,
	timer: CallTimer,
	announced = 0,
): Promise<Result<Buffer>> {
	let content = Buffer.allocUnsafe(Math.min(announced, RESPONSE_LIMIT));
	let length = 0;
	const outcome = await readBody(body, timer.signal, (chunk) => {
		timer.received();
		const end = length + chunk.length;
		if (end > RESPONSE_LIMIT) {
			length = end;
			return true;
		}
		if (end > content.length) content = enlarged(content, length, end);
		content.set(chunk, length);
		length = end;
		return false;
	});
	if (length > RESPONSE_LIMIT) return failed({ kind: 'interrupted', cause: 'responseTooLarge' });
	if (timer.failure) return failed(timer.failure);
	if (outcome === 'cut') return failed({ kind: 'interrupted', cause: 'connectionCut' });
	return success(content.subarray(0, length));
}

/** Twice the room, so that few copies are made however the bytes arrive. */
function enlarged(content: Buffer, length: number, needed: number): Buffer {
	const larger = Buffer.allocUnsafe(Math.max(needed, content.length * 2));
	content.copy(larger, 0, 0, length);
	return larger;
}

/** Reads the body of an error: what of it arrives soon enough, up to {@link ERROR_BODY_LIMIT} bytes. */
export async function readErrorBody(
	body: StreamedBody,
	timer: CallTimer,
	clock: Clock,
): Promise<string> {
	timer.ignoreSilence();
	const cancelLimit = clock.after(ERROR_BODY_TIME, () => body.destroy());
	const decoder = new TextDecoder();
	let room = ERROR_BODY_LIMIT;
	let text = '';
	try {
		await readBody(body, timer.signal, (chunk) => {
			text += decoder.decode(chunk.subarray(0, room), { stream: true });
			room -= chunk.length;
			return room <= 0;
		});
	} finally {
		cancelLimit();
	}
	return text;
}

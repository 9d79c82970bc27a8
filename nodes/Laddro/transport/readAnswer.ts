import { parseJson } from '../stream/parseEvent';
import type { StreamReader } from '../stream/streamReader';
import type { Answer, AnswerBody } from './client';
import type { Failure } from './failure';
import {
	interrupted,
	isEventStream,
	notAStream,
	nothingGenerated,
	statusFailure,
	stopped,
	streamFailure,
} from './failures';
import type { TimeLimits, Watch } from './watch';

/** Bytes of an error's body that are read; the rest is left. */
export const ERROR_BODY_LIMIT = 64 * 1024;

/**
 * Reads an answer to its end: sections go to the reader, a failure is returned, and in every case the connection
 * is closed afterwards.
 *
 * @returns `undefined` when the document is complete
 */
export async function readAnswer(
	{ statusCode, headers, body }: Answer,
	reader: StreamReader,
	watch: Watch,
	limits: TimeLimits,
): Promise<Failure | undefined> {
	if (statusCode < 200 || statusCode > 299) {
		const text = await readText(body, watch);
		return statusFailure(statusCode, headers, parseJson(text), Date.now());
	}
	if (!isEventStream(headers)) {
		body.destroy();
		return notAStream(statusCode, headers);
	}
	return await readStream(body, reader, watch, limits);
}

async function readStream(
	body: AnswerBody,
	reader: StreamReader,
	watch: Watch,
	limits: TimeLimits,
): Promise<Failure | undefined> {
	const came = await consume(body, watch, (chunk) => reader.push(chunk) !== undefined);
	const ending = reader.end();
	if (ending.type === 'error') return streamFailure(ending.error);
	if (ending.type === 'done') return reader.sections.size > 0 ? undefined : nothingGenerated();
	if (ending.by !== 'ended') return interrupted(ending.by, limits);
	return brokenOff(came, watch, limits);
}

/** The failure of an item whose answer, or the rest of it, did not come. */
export function brokenOff(came: 'whole' | 'cut', { cutoff }: Watch, limits: TimeLimits): Failure {
	if (cutoff === 'stopped') return stopped();
	return interrupted(cutoff ?? (came === 'cut' ? 'cut' : 'ended'), limits);
}

async function readText(body: AnswerBody, watch: Watch): Promise<string> {
	const decoder = new TextDecoder();
	let room = ERROR_BODY_LIMIT;
	let text = '';
	await consume(body, watch, (chunk) => {
		text += decoder.decode(chunk.subarray(0, room), { stream: true });
		room -= chunk.length;
		return room <= 0;
	});
	return text;
}

/**
 * Hands on the body's chunks until `enough` says so, the body ends, it breaks, or the watch cuts it off.
 *
 * @returns whether it was the reader's or the server's wish that it ended there
 */
async function consume(
	body: AnswerBody,
	watch: Watch,
	enough: (chunk: Uint8Array) => boolean,
): Promise<'whole' | 'cut'> {
	const close = () => body.destroy();
	watch.signal.addEventListener('abort', close, { once: true });
	try {
		if (watch.signal.aborted) return 'cut';
		for await (const chunk of body) {
			watch.signOfLife();
			if (enough(chunk)) break;
		}
		return 'whole';
	} catch {
		// Whatever broke the connection, all that matters here is that no more will come.
		return 'cut';
	} finally {
		watch.signal.removeEventListener('abort', close);
		body.destroy();
	}
}

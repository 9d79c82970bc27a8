import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour, ReceivedRequest } from '../faults/behaviour';
import { paths, type Operation } from '../wire/api';
import type { End, Headers } from '../wire/response';

/** Bytes that were sent together, as text where they are UTF-8 by themselves. */
interface RecordedChunk {
	/** Milliseconds from the request. */
	readonly at: number;
	readonly text?: string;
	readonly base64?: string;
}

/** A stream as it was once sent: every byte, and when. */
export interface Recording {
	readonly operation: Operation;
	/** Without those that concern the connection only. */
	readonly headers: Headers;
	/** Milliseconds from the request to the headers. */
	readonly answeredAt: number;
	readonly chunks: readonly RecordedChunk[];
	/** What the server did after the last byte. */
	readonly end: End;
}

/** Bytes as a part of a recording. */
export function recordChunk(at: number, bytes: Buffer): RecordedChunk {
	const text = bytes.toString('utf8');
	return Buffer.from(text).equals(bytes) ? { at, text } : { at, base64: bytes.toString('base64') };
}

export const recordedBytes = ({ text, base64 = '' }: RecordedChunk): Buffer =>
	text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text);

/**
 * Reads a recording.
 * @throws {TypeError} if the text is none
 */
export function readRecording(json: string): Recording {
	const value: unknown = JSON.parse(json);
	if (isRecording(value)) return value;
	throw new TypeError('The file is not a recording of a stream');
}

/** Whether it has all parts of a recording, which is enough to tell it from other files. */
const isRecording = (value: unknown): value is Recording =>
	typeof value === 'object' &&
	value !== null &&
	'operation' in value &&
	Object.hasOwn(paths, String(value.operation)) &&
	['headers', 'answeredAt', 'chunks', 'end'].every((part) => part in value);

/**
 * The settings of an emulator that answers every stream with the recording of its operation, byte for byte in the
 * same chunks; all else as usual.
 * @param fast whether to send without the recorded waits
 */
export const replay = (recordings: readonly Recording[], { fast = false } = {}) => ({
	// A recording's own headers, or its own last event, name the document.
	documentIds: 'none' as const,
	behaviour({ operation, kind }: ReceivedRequest): Behaviour | undefined {
		const recording = recordings.find((each) => each.operation === operation);
		if (recording === undefined || kind !== 'stream') return undefined;
		const { headers, answeredAt, end } = recording;
		return { raw: play(recording, fast), headers, end, delay: fast ? 0 : answeredAt };
	},
});

async function* play({ chunks, answeredAt }: Recording, fast: boolean): AsyncGenerator<Buffer> {
	const start = performance.now() - answeredAt;
	for (const chunk of chunks) {
		const wait = start + chunk.at - performance.now();
		if (!fast && wait > 0) await sleep(wait, undefined, { ref: false });
		// Node would join what is written in one turn of the event loop.
		else await nextTurn();
		yield recordedBytes(chunk);
	}
}

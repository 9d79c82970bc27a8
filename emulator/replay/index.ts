import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Behaviour, ReceivedRequest } from '../faults/behaviour';

/** Bytes that were sent together, as text where they are UTF-8 by themselves. Times are milliseconds from the request. */
const chunkSchema = z.object({
	at: z.number(),
	text: z.string().optional(),
	base64: z.string().optional(),
});

const recordingSchema = z.object({
	operation: z.enum(['tailor', 'coverLetter']),
	/** Without those that concern the connection only. */
	headers: z.record(z.string()),
	/** When the headers came. */
	answeredAt: z.number(),
	chunks: z.array(chunkSchema).readonly(),
	/** What the server did after the last byte. */
	end: z.enum(['close', 'hold', 'cut']),
});

type RecordedChunk = Readonly<z.infer<typeof chunkSchema>>;

/** A stream as it was once sent: every byte, and when. */
export type Recording = Readonly<z.infer<typeof recordingSchema>>;

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
	const { data } = recordingSchema.safeParse(JSON.parse(json));
	if (data === undefined) throw new TypeError('The file is not a recording of a stream');
	return data;
}

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

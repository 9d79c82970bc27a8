import type { StreamEnd } from '../wire/answer';
import { paths, type Operation } from '../wire/api';

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
	readonly headers: Readonly<Record<string, string>>;
	/** Milliseconds from the request to the headers. */
	readonly answeredAt: number;
	readonly chunks: readonly RecordedChunk[];
	/** What the server did after the last byte. */
	readonly end: StreamEnd;
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

function isRecording(value: unknown): value is Recording {
	if (!isObject(value)) return false;
	const { operation, headers, answeredAt, chunks, end } = value;
	return (
		typeof operation === 'string' &&
		Object.hasOwn(paths, operation) &&
		isObject(headers) &&
		Object.values(headers).every((each) => typeof each === 'string') &&
		typeof answeredAt === 'number' &&
		Array.isArray(chunks) &&
		chunks.every(isChunk) &&
		['close', 'hold', 'cut'].includes(String(end))
	);
}

const isChunk = (value: unknown): boolean =>
	isObject(value) &&
	typeof value.at === 'number' &&
	[value.text, value.base64].filter((each) => typeof each === 'string').length === 1;

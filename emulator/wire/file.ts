import type { Frame, StreamAnswer } from './answer';

/** A file with its name. */
export interface NamedFile {
	readonly name: string;
	readonly mimeType: string;
	readonly bytes: Buffer;
}

/** Bytes that are written at a time. */
const SLICE = 64 * 1024;

/** The parts in which bytes are written, so that the ledger shows how much of them a client has read. */
export function* slices(bytes: Buffer): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += SLICE) {
		yield bytes.subarray(start, start + SLICE);
	}
}

/** `content-disposition` with the name, in ASCII and, if that is not enough, in UTF-8 (RFC 6266). */
export function disposition(name: string): string {
	const ascii = name
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.replace(/[^ -~]|["\\]/gu, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16)}`,
	);
	return `attachment; filename="${ascii}"${ascii === name ? '' : `; filename*=UTF-8''${encoded}`}`;
}

/** The headers of a file. */
export const fileHeaders = ({ name, mimeType, bytes }: NamedFile): Record<string, string> => ({
	'content-type': mimeType,
	'content-length': String(bytes.length),
	'content-disposition': disposition(name),
});

/** Bytes as frames. */
export const byteFrames = (bytes: Buffer): Frame[] =>
	Array.from(slices(bytes), (slice) => ({ kind: 'bytes', bytes: slice }));

/** Status 200 and the whole file. */
export const fileAnswer = (file: NamedFile): StreamAnswer => ({
	kind: 'stream',
	headers: fileHeaders(file),
	frames: byteFrames(file.bytes),
});

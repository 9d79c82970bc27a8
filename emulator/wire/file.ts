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

/** A body that is known before it is sent. */
export interface Content {
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: Buffer;
}

/** A file as the body of an answer. */
export const fileContent = ({ name, mimeType, bytes }: NamedFile): Content => ({
	headers: {
		'content-type': mimeType,
		'content-length': String(bytes.length),
		'content-disposition': disposition(name),
	},
	bytes,
});

/** Bytes as frames. */
export const byteFrames = (bytes: Buffer): Frame[] =>
	Array.from(slices(bytes), (slice) => ({ kind: 'bytes', bytes: slice }));

/** Status 200 and the whole body. */
export const wholeAnswer = ({ headers, bytes }: Content): StreamAnswer => ({
	kind: 'stream',
	headers,
	frames: byteFrames(bytes),
});

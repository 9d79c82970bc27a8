import type { Frame, Response } from './response';

/** A file with its name. */
export interface NamedFile {
	readonly name: string;
	readonly mimeType: string;
	readonly bytes: Buffer;
}

/** Bytes that are written at a time, so that the ledger shows how much of them a client has read. */
const SLICE = 64 * 1024;

/** Bytes as frames. */
export const byteFrames = (bytes: Buffer): Frame[] =>
	Array.from({ length: Math.ceil(bytes.length / SLICE) }, (_, n) => ({
		kind: 'bytes',
		bytes: bytes.subarray(n * SLICE, (n + 1) * SLICE),
	}));

/** `content-disposition` with the name, in ASCII and, if that is not enough, in UTF-8 (RFC 6266). */
export function disposition(name: string): string {
	const ascii = name
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '')
		.replace(/[^ -~]|["\\]/gu, '_');
	const plain = `attachment; filename="${ascii}"`;
	if (ascii === name) return plain;
	const encoded = encodeURIComponent(name).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
	return `${plain}; filename*=UTF-8''${encoded}`;
}

/** A file that is charged for. */
export const fileResponse = ({ name, mimeType, bytes }: NamedFile): Response => ({
	status: 200,
	headers: {
		'content-type': mimeType,
		'content-length': String(bytes.length),
		'content-disposition': disposition(name),
	},
	frames: byteFrames(bytes),
	delivers: true,
});

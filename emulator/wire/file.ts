import { create } from 'content-disposition';
import { zipSync, type ZipOptions } from 'fflate';
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

/** `content-disposition` with the name, without marks on letters for clients that read ASCII only. */
const disposition = (name: string): string =>
	create(name, {
		fallback: name
			.normalize('NFD')
			.replace(/\p{Mark}/gu, '')
			.replace(/[^ -~]/gu, '_'),
	});

/** A file that is charged for; headers that are undefined are left out. */
export const fileResponse = (
	{ name, mimeType, bytes }: NamedFile,
	{ headers, ...more }: Partial<Response> = {},
): Response => ({
	status: 200,
	headers: {
		'content-type': mimeType,
		'content-length': String(bytes.length),
		'content-disposition': disposition(name),
		...headers,
	},
	frames: byteFrames(bytes),
	delivers: true,
	...more,
});

/** The day on which the emulator was started, as the date of its files: the same files have the same bytes. */
export const today = new Date(new Date().setHours(12, 0, 0, 0));

/** A ZIP file of files, in their order. */
export function zip(files: readonly NamedFile[], options: ZipOptions = {}): NamedFile {
	const entries = files.map(({ name, bytes }) => [name, bytes] as const);
	const bytes = zipSync(Object.fromEntries(entries), { mtime: today, ...options });
	return { name: 'Application.zip', mimeType: 'application/zip', bytes: Buffer.from(bytes) };
}

/** Files as the one that is sent: a single file as it is, several as a ZIP. */
export function pack(files: readonly NamedFile[], options: ZipOptions = {}): NamedFile {
	const [first] = files;
	return first !== undefined && files.length === 1 ? first : zip(files, options);
}

import { unzipSync } from 'fflate/browser';

/** A file of a ZIP file. */
export interface PackedFile {
	/** As it is in the ZIP file; not to be used as a path. */
	readonly name: string;
	readonly content: Buffer;
}

/** Bytes that a ZIP file may unpack to. */
const UNPACKED_LIMIT = 64 * 1024 * 1024;

/**
 * Unpacks the files of a ZIP file that are called PDF files.
 *
 * @returns `undefined` for what is no ZIP file, or unpacks to more than {@link UNPACKED_LIMIT}
 */
export function unzipPdfs(zip: Buffer): PackedFile[] | undefined {
	let room = UNPACKED_LIMIT;
	try {
		// A file never gets more bytes than its entry announces, and only what is announced within the limit is unpacked.
		const entries = unzipSync(zip, {
			filter({ name, originalSize }) {
				if (!name.toLowerCase().endsWith('.pdf')) return false;
				room -= originalSize;
				return room >= 0;
			},
		});
		if (room < 0) return undefined;
		return Object.entries(entries).map(([name, bytes]) => ({
			name,
			content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
		}));
	} catch {
		return undefined;
	}
}

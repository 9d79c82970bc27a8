import { Unzip, UnzipInflate } from 'fflate/browser';

/** A file of a ZIP file. */
export interface PackedFile {
	/** As it is in the ZIP file; not to be used as a path. */
	readonly name: string;
	readonly content: Buffer;
}

/** Bytes that a ZIP file may unpack to. */
const UNPACKED_LIMIT = 64 * 1024 * 1024;

/** Bytes that are unpacked in one step: at the greatest rate of compression they become 4 MiB. */
const STEP = 4 * 1024;

/**
 * Unpacks the files of a ZIP file that are called PDF files. What they unpack to is counted, whatever their entries
 * announce.
 *
 * @param breathe is called between two steps
 * @returns `undefined` for what is no ZIP file, or unpacks to more than {@link UNPACKED_LIMIT}
 */
export async function unzipPdfs(
	zip: Buffer,
	breathe: () => Promise<void>,
): Promise<PackedFile[] | undefined> {
	const files: PackedFile[] = [];
	let room = UNPACKED_LIMIT;
	const unzip = new Unzip((file) => {
		if (!file.name.toLowerCase().endsWith('.pdf')) return;
		const chunks: Uint8Array[] = [];
		file.ondata = (error, chunk, isLast) => {
			if (error) throw error;
			room -= chunk.length;
			if (room >= 0) chunks.push(chunk);
			if (isLast) files.push({ name: file.name, content: Buffer.concat(chunks) });
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	try {
		for (let at = 0; at < zip.length && room >= 0; at += STEP) {
			unzip.push(zip.subarray(at, at + STEP), at + STEP >= zip.length);
			await breathe();
		}
	} catch {
		return undefined;
	}
	return room < 0 ? undefined : files;
}

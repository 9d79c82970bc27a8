import { Zip, ZipDeflate, zipSync, type ZipOptions } from 'fflate';
import type { NamedFile } from '../wire/file';

/** In local time, as ZIP files have it, so that the same files give the same bytes everywhere. */
const mtime = new Date(2025, 9, 17, 12);

/** A ZIP file of files, in their order. */
export function zip(files: readonly NamedFile[], options: ZipOptions = {}): NamedFile {
	const entries = files.map(({ name, bytes }) => [name, bytes] as const);
	return archive(zipSync(Object.fromEntries(entries), { mtime, ...options }));
}

/** Files as the one that is sent: a single file as it is, several as a ZIP. */
export function pack(files: readonly NamedFile[], options: ZipOptions = {}): NamedFile {
	const [first] = files;
	return first !== undefined && files.length === 1 ? first : zip(files, options);
}

/**
 * A small ZIP file whose files unpack to blanks in a PDF's first and last line.
 * @param size of each file, in bytes
 */
export function bomb(files: readonly NamedFile[], size: number): NamedFile {
	const parts: Uint8Array[] = [];
	const all = new Zip((_, part) => parts.push(part));
	const blanks = Buffer.alloc(size / 64, ' ');
	for (const { name } of files) {
		const entry = new ZipDeflate(name, { level: 1 });
		entry.mtime = mtime;
		all.add(entry);
		entry.push(Buffer.from('%PDF-1.7\n'));
		for (let n = 0; n < 64; n++) entry.push(blanks);
		entry.push(Buffer.from('\n%%EOF\n'), true);
	}
	all.end();
	return archive(Buffer.concat(parts));
}

const archive = (bytes: Uint8Array): NamedFile => ({
	name: 'Application.zip',
	mimeType: 'application/zip',
	bytes: Buffer.from(bytes),
});

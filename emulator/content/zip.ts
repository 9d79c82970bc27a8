import { zipSync, type ZipOptions } from 'fflate';
import type { NamedFile } from '../wire/file';

/** In local time, as ZIP files have it, so that the same files give the same bytes everywhere. */
const mtime = new Date(2025, 9, 17, 12);

/** A ZIP file of files, in their order. */
export function zip(files: readonly NamedFile[], options: ZipOptions = {}): NamedFile {
	const entries = files.map(({ name, bytes }) => [name, bytes] as const);
	const bytes = Buffer.from(zipSync(Object.fromEntries(entries), { mtime, ...options }));
	return { name: 'Application.zip', mimeType: 'application/zip', bytes };
}

/** Files as the one that is sent: a single file as it is, several as a ZIP. */
export function pack(files: readonly NamedFile[]): NamedFile {
	const [first] = files;
	return first !== undefined && files.length === 1 ? first : zip(files);
}

import { zipSync, type ZipOptions } from 'fflate';
import type { NamedFile } from '../wire/file';

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

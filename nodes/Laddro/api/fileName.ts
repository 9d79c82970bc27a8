import { parse } from 'content-disposition';
import { headerOf, type Headers } from './response';

/** Characters of a file name that are kept, its ending not counted. */
const NAME_LIMIT = 120;

/** What no file name may contain: separators of folders, characters that Windows forbids, and control characters. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cf}]/gu;

/**
 * The name that a response gives to its file (RFC 6266; `filename*` wins over `filename`), as {@link safeFileName}.
 *
 * @returns `undefined` when it gives none
 */
export function fileNameOf(headers: Headers, ending: string): string | undefined {
	const header = headerOf(headers, 'content-disposition');
	return safeFileName(header === undefined ? undefined : parse(header).parameters.filename, ending);
}

/**
 * A name from outside as one that is safe to store and to attach: its folders are dropped, and it has the ending of
 * the file's type, whatever it came with.
 *
 * @param ending with its dot, e.g. `.pdf`
 * @returns `undefined` when nothing of the name is left
 */
export function safeFileName(name: string | undefined, ending: string): string | undefined {
	const [last = ''] = (name ?? '').split(/[/\\]/).slice(-1);
	const clean = last.replace(FORBIDDEN, ' ').replace(/\s+/gu, ' ').trim();
	const stem = clean.toLowerCase().endsWith(ending) ? clean.slice(0, -ending.length) : clean;
	// Neither hidden nor a reference to a folder.
	const kept = [...stem.replace(/^\.+/, '').trim()].slice(0, NAME_LIMIT).join('').trim();
	return kept === '' ? undefined : kept + ending;
}

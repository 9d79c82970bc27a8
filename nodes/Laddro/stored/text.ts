import { decodeHTML } from 'entities';
import { isVisible } from '../common/visible';

/** Text that is none for people: what programs make of no text, flags, ids, colors, files. */
const NOT_TEXT =
	/^(?:null|undefined|NaN|true|false|\[object \w+\]|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|#(?:[\da-f]{3}){1,2}|data:\S+)$/i;

const HTML = /<\/[a-z]|<br/i;

/** A value as one line of plain text; empty where it is none, or nothing to see. Flags are none. */
export function asText(value: unknown): string {
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
	if (typeof value !== 'string') return '';
	const plain = HTML.test(value) ? withoutMarkup(value) : value;
	const text = plain.replace(/\s+/gu, ' ').trim();
	return NOT_TEXT.test(text) || !isVisible(text) ? '' : text;
}

/** Content that has markup of its own, as it is; empty where there is nothing to see. */
export function asContent(value: unknown): string {
	const text = asText(value);
	return text === '' || !isVisible(withoutMarkup(text)) ? '' : String(value).trim();
}

/** Whether a text is content rather than one line of plain text. */
export function isContent(value: unknown): value is string {
	return typeof value === 'string' && (value.trim().includes('\n') || HTML.test(value));
}

function withoutMarkup(html: string): string {
	const lines = html.replace(/<(?:br|\/(?:p|li|div))\b[^<>]*>/gi, ' ');
	return decodeHTML(lines.replace(/<\/?[a-z][^<>]*>/gi, ''));
}

/** What kind of text a content is. Nothing else of a content is ever reported but its length. */
export type ContentKind = 'plain text' | 'Markdown' | 'HTML' | 'JSON';

const TAG = /<\/?(p|br|ul|ol|li|b|strong|i|em|u|a|h[1-6]|span|div)\b[^<>]*>/i;
const MARKDOWN = /^ {0,3}(#{1,6} |[-*+] |\d{1,3}[.)] |> )|\*\*[^*\n]+\*\*|\[[^\]\n]+\]\([^)\n]+\)/m;

/** The kind of a content, by the markup in it. */
export function kindOfContent(content: string): ContentKind {
	if (/^\s*[[{]/.test(content) && isJson(content)) return 'JSON';
	if (TAG.test(content)) return 'HTML';
	return MARKDOWN.test(content) ? 'Markdown' : 'plain text';
}

function isJson(text: string): boolean {
	try {
		return typeof JSON.parse(text) === 'object';
	} catch {
		return false;
	}
}

/** A name for the report: as it is if it looks like one that a programmer has given, else only its length. */
export const nameForReport = (name: string): string =>
	/^[\w.-]{1,40}$/.test(name) ? name : `a name of ${[...name].length} characters`;

/** Different values, in the order in which each first came. */
export const distinct = <Value>(values: Iterable<Value>): Value[] => [...new Set(values)];

/** Bytes in words. */
export const size = (bytes: number): string =>
	bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`;

/** Milliseconds in words. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

import { recordChunk, type Recording } from '../emulator';
import { bytesOf, type Exchange } from './exchange';

/** Headers that concern the connection only, or the moment. */
const LEFT_OUT = /^(connection|keep-alive|transfer-encoding|date|set-cookie|alt-svc)$/;
/** Headers whose values say nothing of anybody. */
const KEPT = /^(content-type|content-length|cache-control|vary|x-accel-buffering)$/;

/**
 * A stream as a recording that can be published: every chunk keeps its length and its time, and nothing is left of
 * what it says.
 * @returns undefined if the stream is not UTF-8, so that its characters can't be told from each other
 */
export function record(
	operation: Recording['operation'],
	exchange: Exchange,
): Recording | undefined {
	const bytes = bytesOf(exchange);
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const masked = Buffer.from(maskStream(text));
	if (masked.length !== bytes.length || !Buffer.from(text).equals(bytes)) return undefined;
	const headers = Object.entries(exchange.headers)
		.filter(([name]) => !LEFT_OUT.test(name))
		.map(([name, value]) => [name, KEPT.test(name) ? value : mask(value)]);
	let start = 0;
	return {
		operation,
		headers: Object.fromEntries(headers),
		answeredAt: Math.round(exchange.respondedAt),
		chunks: exchange.chunks.map(({ at, bytes: { length } }) =>
			recordChunk(Math.round(at), masked.subarray(start, (start += length))),
		),
		end: exchange.end,
	};
}

/** Fields of an event's data whose texts are names, and stay if they look like it. */
const NAMES = /^(type|section|event|status|code)$/;
const isName = (text: string): boolean => /^[A-Za-z_][\w.-]{0,39}$/.test(text);

/**
 * Masks the text of an event stream: what the events say, but not how they say it. The lines, the fields of the
 * protocol, the form of the JSON and the names of its keys stay, and so does the length of every character.
 */
export function maskStream(text: string): string {
	// Whether the data of the event at hand are JSON, by their first line.
	let isJson: boolean | undefined;
	return text.replace(/[^\r\n]+|(\r\n|\r|\n)\1/g, (line, emptyLine?: string) => {
		if (emptyLine) isJson = undefined;
		const [, start = '', field = '', value = ''] =
			/^(\uFEFF?([a-z]*)(?:: ?|$))?([^]*)$/.exec(line) ?? [];
		if (field === 'retry' || (field === 'event' && isName(value))) return line;
		if (!['data', 'event', 'id'].includes(field)) return mask(line);
		if (field === 'data') isJson ??= /^\s*[[{"]/.test(value);
		return start + (field === 'data' && isJson ? maskJson(value) : mask(value));
	});
}

/** A string of JSON, with the colon after it if it is a key, also one that has been cut; or any other word. */
const TOKEN = /"((?:[^"\\]|\\.)*)("?)(\s*:)?|[^\s"{}[\],:]+/g;

/** Masks the texts, numbers and words of JSON, also of a part of it. */
function maskJson(json: string): string {
	let key = '';
	return json.replace(TOKEN, (token, text?: string, _quote?: string, colon?: string) => {
		if (colon) key = text ?? '';
		const isKept =
			text === undefined
				? /^(true|false|null)$/.test(token) || key === 'statusCode'
				: isName(text) && (colon || NAMES.test(key));
		return isKept ? token : mask(token);
	});
}

/**
 * What stays of a text: names of HTML's tags and attributes, entities of punctuation, the schemes of links. In Markdown
 * all markup is punctuation.
 */
const MARKUP =
	/(?:<|\\u003c)\/?(?:p|br|[uo]l|li|b|strong|i|em|u|s|a|h[1-6]|hr|span|div|code|pre|table|tr|t[dh])\b|(?<=\s)(?:href|src|class|style|target|rel|title|alt|id)(?==)|&(?:amp|lt|gt|quot|apos|nbsp|#\d\d);|\b(?:https?|mailto|tel|javascript|data):/;
/** Escapes of JSON. Those by number may be letters. */
const ESCAPES = /\\["\\/bfnrt]|(\\u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|[\da-f]{4}))/;
const PARTS = new RegExp(`${MARKUP.source}|${ESCAPES.source}|[\\p{L}\\p{Nd}]`, 'giu');

/** Replaces letters and digits by others of the same kind, with as many bytes in UTF-8; all else stays. */
export function mask(text: string): string {
	return text.replace(PARTS, (part: string, code?: string) => {
		if (code === undefined) return [...part].length === 1 ? substitute(part) : part;
		const masked = mask(JSON.parse(`"${code}"`));
		return masked.replace(
			/[^]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
	});
}

/** What stands for a letter or digit, by its kind and its bytes. */
const SUBSTITUTES: ReadonlyArray<readonly [kind: RegExp, byBytes: readonly string[]]> = [
	[/\p{Lu}/u, ['X', 'Ä', 'Ạ', '𝐀']],
	[/\p{Ll}/u, ['x', 'ä', 'ạ', '𝐚']],
	[/\p{L}/u, ['', 'א', '字', '𠀀']],
	[/\p{Nd}/u, ['1', '١', '१', '𝟏']],
];

function substitute(character: string): string {
	const [, byBytes] = SUBSTITUTES.find(([kind]) => kind.test(character)) ?? [];
	return byBytes?.[Buffer.byteLength(character) - 1] ?? character;
}

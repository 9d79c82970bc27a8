import { inJson, Mask } from './mask';

/** Fields of an event's data whose texts are no content: they stay, if they look like names. */
const NAMES = new Set(['type', 'section', 'event', 'status', 'code']);
/** Fields whose texts are content. */
const CONTENTS = new Set(['content', 'message', 'text']);
const isName = (text: string): boolean => /^[A-Za-z_][\w.-]{0,39}$/.test(text);

/** A string of JSON, with the colon after it if it is a key, also one that has been cut; a literal, a number, the rest. */
const TOKEN =
	/"((?:[^"\\]|\\.)*)("?)(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[^\s"{}[\],:]+/g;

/**
 * Masks the text of an event stream: what the events say, but not how they say it. The lines, the fields of the
 * protocol, the form of the JSON and the names of its keys stay, and so does the length of every character.
 */
export function maskStream(text: string): string {
	const mask = new Mask();
	// Whether the data of the event at hand are JSON decides how each of its lines is read.
	let isJson: boolean | undefined;
	return text
		.split(/(\r\n|\n|\r)/)
		.map((line, index) => {
			if (index % 2 === 1) return line;
			if (line === '') isJson = undefined;
			const [, field = '', value = ''] = /^(\uFEFF?[^:]*:? ?)(.*)$/s.exec(line) ?? [];
			const name = field.replace(/\uFEFF|:| /g, '');
			if (name === 'retry' || (name === 'event' && isName(value))) return line;
			// An empty name is a comment.
			if (!['data', 'event', 'id', ''].includes(name))
				return mask.content(field) + mask.content(value);
			if (name !== 'data') return field + mask.name(value);
			isJson ??= /^\s*[[{"]/.test(value);
			return field + (isJson ? maskJson(value, mask) : mask.content(value));
		})
		.join('');
}

function maskJson(json: string, mask: Mask): string {
	let key = '';
	return json.replace(TOKEN, (token, text: string | undefined, quote: string, colon?: string) => {
		if (text === undefined) return plainToken(token, key, mask);
		if (colon !== undefined) key = text;
		const keeps = colon !== undefined || NAMES.has(key);
		if (keeps && isName(text)) return token;
		const masked =
			CONTENTS.has(key) && colon === undefined
				? mask.content(text, inJson)
				: mask.name(text, inJson);
		return `"${masked}${quote}${colon ?? ''}`;
	});
}

/** Numbers may be ids; other words have no place in JSON, and are content that was cut or is not JSON at all. */
function plainToken(token: string, key: string, mask: Mask): string {
	const isLiteral = ['true', 'false', 'null'].includes(token);
	return isLiteral || key === 'statusCode' ? token : mask.name(token);
}

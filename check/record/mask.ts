import { substitute } from './letters';

/**
 * What is markup and stays: names of HTML's tags and attributes, entities of punctuation, and the schemes of links. In
 * Markdown all markup is punctuation, which stays anyway.
 */
const MARKUP =
	/<\/?(?:p|br|ul|ol|li|b|strong|i|em|u|s|a|h[1-6]|hr|span|div|code|pre|blockquote|table|thead|tbody|tr|td|th|img|script|style)\b|(?<=<[^<>]*\s)(?:href|src|class|style|target|rel|title|alt|id)(?==)|&(?:amp|lt|gt|quot|apos|nbsp|#39|#34|#38|#160);|\b(?:https?|mailto|tel|javascript|data):/gi;

/** A character of a text, and how it is written there. */
interface Unit {
	readonly character: string;
	readonly written: string;
}

/** An escape of JSON, a pair of them that stands for one character, or a character that stands for itself. */
const UNIT =
	/\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\["\\/bfnrt]|[\s\S]/gu;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const asWritten = (text: string): Unit[] =>
	Array.from(text, (character) => ({ character, written: character }));

/** The characters of the inside of a JSON string. */
export const inJson = (text: string): Unit[] =>
	(text.match(UNIT) ?? []).map((written) => {
		const [, kind = ''] = written;
		if (written.length < 2 || !written.startsWith('\\')) return { character: written, written };
		if (kind !== 'u') return { character: CONTROLS[kind] ?? kind, written };
		const codes = written.split('\\u').slice(1);
		const units = codes.map((code) => Number.parseInt(code, 16));
		return { character: String.fromCharCode(...units), written };
	});

/** Replaces the letters and digits of texts, all else stays. */
export class Mask {
	/** Letters and digits of content so far: where equal texts stand in different places, they become different. */
	private place = 0;

	content(text: string, unitsOf = asWritten): string {
		const units = unitsOf(text);
		const isMarkup = markedIn(units.map(({ character }) => character).join(''));
		let index = 0;
		return units
			.map((unit) => {
				const start = index;
				index += unit.character.length;
				return isMarkup(start) ? unit.written : this.replaced(unit);
			})
			.join('');
	}

	/** A name or an id, which becomes the same wherever it stands. */
	name(text: string, unitsOf = asWritten): string {
		return new Mask().content(text, unitsOf);
	}

	private replaced({ character, written }: Unit): string {
		const other = substitute(character, this.place);
		if (other === undefined) return written;
		this.place++;
		return written === character ? other : escaped(other);
	}
}

const escaped = (character: string): string =>
	character
		.split('')
		.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

/** Tells whether an index lies within markup. */
function markedIn(text: string): (index: number) => boolean {
	const ranges = Array.from(
		text.matchAll(MARKUP),
		({ index, 0: { length } }) => [index, index + length] as const,
	);
	return (index) => ranges.some(([start, end]) => index >= start && index < end);
}

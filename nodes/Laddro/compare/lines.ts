import { breather } from '../common/clock';
import { writeContents } from '../render/document';

/** A paragraph, a bullet, or a line of one. */
export interface Line {
	/** Plain text, without its bullet. */
	readonly text: string;
	/** The words in their order, without case, punctuation and white space. Lines with the same key say the same. */
	readonly key: string;
	readonly words: ReadonlySet<string>;
}

/** Signs that make another word: `C++`, `C#`, `38%`, `€400`. */
const SIGN = /^[\p{Sc}+#%]$/u;

/** Finds words also where no spaces separate them, as in Japanese. Made when it is needed: it takes longer than loading the node. */
let segmenter: Intl.Segmenter | undefined;

/** The lines of each section that has any, written as the format Plain Text writes them. */
export async function linesOf(
	sections: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly Line[]>> {
	const breathe = breather();
	const found = new Map<string, Line[]>();
	for (const [section, content] of await writeContents(sections, 'text')) {
		const lines: Line[] = [];
		for (const text of content.split('\n')) {
			await breathe();
			const line = lineOf(text.replace(/^(?:\s|- )+/, '').trimEnd());
			if (line.key !== '') lines.push(line);
		}
		if (lines.length > 0) found.set(section, lines);
	}
	return found;
}

function lineOf(text: string): Line {
	const words: string[] = [];
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
	for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFC').toLowerCase())) {
		if (isWordLike || SIGN.test(segment)) words.push(segment);
	}
	return { text, key: words.join(' '), words: new Set(words) };
}

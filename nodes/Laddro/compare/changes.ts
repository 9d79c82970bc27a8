import { breather } from '../common/clock';
import { meaningOf, titleOf } from '../common/title';
import { areAlike, editsOf, type Edits } from './edits';
import { linesOf, type Line } from './lines';

/** What was changed in a section. */
export interface Change extends Edits {
	readonly section: string;
	/** For people. */
	readonly title: string;
}

/** All sections with the same meaning. */
interface Part {
	/** The name of the first of them. */
	readonly section: string;
	readonly lines: Line[];
}

/** Characters of the longest document that is compared, which hardly any resume has. */
const LONGEST = 2 ** 16;

/** Sections with unknown names that are looked through for one with another name. */
const MOST_STRANGERS = 20;

/**
 * What was changed in a document, section by section in its order. A section that only the source has is left out: a
 * document may hold only what was changed. `undefined` where none of the sections is one of the source's, or where they
 * are too long.
 *
 * @param language the code of the language of the titles
 */
export async function changesSince(
	source: ReadonlyMap<string, string>,
	document: ReadonlyMap<string, string>,
	language?: string,
): Promise<Change[] | undefined> {
	if (lengthOf(source) > LONGEST || lengthOf(document) > LONGEST) return undefined;
	const before = partsOf(await linesOf(source));
	const after = partsOf(await linesOf(document));
	const strangers = [...before].flatMap(([meaning, part]) =>
		after.has(meaning) ? [] : [{ ...part, words: wordsOf(part.lines) }],
	);
	const breathe = breather();
	const changes: Change[] = [];
	let isFamiliar = after.size === 0;
	for (const [meaning, { section, lines }] of after) {
		await breathe();
		const part = before.get(meaning) ?? strangerLike(lines, strangers);
		isFamiliar ||= part !== undefined;
		const { added, removed } = await editsOf(part?.lines ?? [], lines, breathe);
		if (added.length + removed.length === 0) continue;
		changes.push({ section, title: titleOf(section, language), added, removed });
	}
	return isFamiliar ? changes : undefined;
}

function lengthOf(sections: ReadonlyMap<string, string>): number {
	let length = 0;
	for (const content of sections.values()) length += content.length;
	return length;
}

function partsOf(sections: ReadonlyMap<string, readonly Line[]>): ReadonlyMap<string, Part> {
	const parts = new Map<string, Part>();
	for (const [section, lines] of sections) {
		const meaning = meaningOf(section);
		const part = parts.get(meaning) ?? { section, lines: [] };
		for (const line of lines) part.lines.push(line);
		parts.set(meaning, part);
	}
	return parts;
}

/** Takes out the section of the source that says about the same as these lines, if one does. */
function strangerLike(
	lines: readonly Line[],
	strangers: Array<Part & { readonly words: ReadonlySet<string> }>,
): Part | undefined {
	const words = wordsOf(lines);
	const index = strangers.slice(0, MOST_STRANGERS).findIndex((part) => areAlike(words, part.words));
	return index < 0 ? undefined : strangers.splice(index, 1)[0];
}

function wordsOf(lines: readonly Line[]): ReadonlySet<string> {
	return new Set(lines.flatMap((line) => [...line.words]));
}

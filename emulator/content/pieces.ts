import type { SectionPiece } from '../wire/api';
import { repeatableNumbers } from './repeatable';

/** Whole sections as the pieces in which they are streamed. */
export function cutSections(sections: readonly SectionPiece[]): SectionPiece[] {
	return sections.flatMap(({ section, content }) =>
		cutAtWords(content).map((piece) => ({ section, content: piece })),
	);
}

/**
 * Cuts a text between words into 3 to 8 pieces of similar length, or fewer if it has fewer words.
 * The same text is always cut in the same way.
 */
function cutAtWords(text: string): string[] {
	const words = text.match(/\s*\S+\s*?(?=\s|$)/gu) ?? [text];
	const [random = 0] = repeatableNumbers(text);
	const count = Math.min(words.length, 3 + Math.floor(random * 6));
	const startOf = (piece: number) => Math.round((piece * words.length) / count);
	return Array.from({ length: count }, (_, piece) =>
		words.slice(startOf(piece), startOf(piece + 1)).join(''),
	);
}

/** The whole sections that pieces make up, in the order in which each section begins. */
export function joinPieces(pieces: readonly SectionPiece[]): SectionPiece[] {
	const sections = new Map<string, string>();
	for (const { section, content } of pieces) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return Array.from(sections, ([section, content]) => ({ section, content }));
}

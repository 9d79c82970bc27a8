import type { SectionPiece } from '../wire/api';

/** As many pieces as a section is streamed in, unless it has fewer words. */
const PIECES = 5;

/** Whole sections as the pieces in which they are streamed, cut between words. */
export const cutSections = (sections: readonly SectionPiece[]): SectionPiece[] =>
	sections.flatMap(({ section, content }) => {
		const words = content.match(/\s*\S+\s*?(?=\s|$)/gu) ?? [content];
		const count = Math.min(words.length, PIECES);
		const startOf = (piece: number) => Math.round((piece * words.length) / count);
		return Array.from({ length: count }, (_, piece) => ({
			section,
			content: words.slice(startOf(piece), startOf(piece + 1)).join(''),
		}));
	});

/** The whole sections that pieces make up, in the order in which each section begins. */
export function joinPieces(pieces: readonly SectionPiece[]): SectionPiece[] {
	const sections = new Map<string, string>();
	for (const { section, content } of pieces) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return Array.from(sections, ([section, content]) => ({ section, content }));
}

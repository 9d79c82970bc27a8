import type { SectionPiece } from '../types';
import { hash } from './hash';

/**
 * Cuts a text at word borders into 3 to 8 pieces of similar length (fewer when it has fewer words).
 * The same text is always cut alike.
 */
export function cutAtWords(text: string): string[] {
	const words = text.match(/\s*\S+\s*?(?=\s|$)/gu) ?? [text];
	const count = Math.min(words.length, 3 + (hash(text) % 6));
	return Array.from({ length: count }, (_, index) =>
		words
			.slice(
				Math.round((index * words.length) / count),
				Math.round(((index + 1) * words.length) / count),
			)
			.join(''),
	);
}

/** Whole sections as the pieces that are streamed. */
export function piecesOf(sections: readonly SectionPiece[]): SectionPiece[] {
	return sections.flatMap(({ section, content }) =>
		cutAtWords(content).map((piece) => ({ section, content: piece })),
	);
}

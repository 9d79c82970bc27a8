import type { Run } from './tree';
import { isVisible } from '../common/visible';

/** @param isInWord says whether a letter or a digit is directly before or after the mark */
type Mark = (inner: string, isInWord: () => boolean) => string;

/** How one format marks the styles of text. */
export interface Marks {
	/**
	 * @param run the run that the text belongs to; the marks of its style go around it
	 * @param next the run that follows, if one does
	 */
	readonly text: (text: string, run: Run, next: Run | undefined) => string;
	readonly code: Mark;
	readonly strong: Mark;
	readonly em: Mark;
	readonly strike: Mark;
	readonly link: (label: string, href: string) => string;
}

/** From the outside in. */
export const STYLES = ['link', 'strong', 'em', 'strike', 'code'] as const;

/** Writes runs. Neighbors with the same style share one mark. */
export function writeRuns(
	runs: readonly Run[],
	marks: Marks,
	from = 0,
	to = runs.length,
	depth = 0,
): string {
	const style = STYLES[depth] ?? 'code';
	let written = '';
	for (let start = from, end = from; start < to; start = end) {
		const first = runs[start]!;
		while (end < to && runs[end]![style] === first[style]) end++;
		if (style === 'code') {
			const text = plainText(runs.slice(start, end));
			written += first.code
				? marks.code(text, isInWord(runs, start, end))
				: marks.text(text, first, runs[end]);
			continue;
		}
		const inner = writeRuns(runs, marks, start, end, depth + 1);
		if (first[style]) {
			const isPart = isInWord(runs, start, end);
			written += aroundText(inner, (text) =>
				style === 'link' ? marks.link(text, first.link!) : marks[style](text, isPart),
			);
		} else {
			written += inner;
		}
	}
	return written;
}

/** In most formats a mark next to a space is no mark: spaces at the ends go outside. */
function aroundText(written: string, mark: (text: string) => string): string {
	const text = written.trim();
	if (!isVisible(text)) return written;
	const start = written.length - written.trimStart().length;
	return written.slice(0, start) + mark(text) + written.slice(start + text.length);
}

/** Says whether a letter or a digit is directly before or after the text of the runs from `start` to `end`. */
function isInWord(runs: readonly Run[], start: number, end: number): () => boolean {
	const text = (index: number) => runs[index]?.text ?? '';
	return () =>
		(/[\p{L}\p{M}\p{N}]$/u.test(text(start - 1).slice(-2)) && !/^\s/.test(text(start))) ||
		(/^[\p{L}\p{M}\p{N}]/u.test(text(end)) && !/\s$/.test(text(end - 1).slice(-1)));
}

/** The text of runs without any mark. */
export function plainText(runs: readonly Run[]): string {
	let text = '';
	for (const run of runs) text += run.text;
	return text;
}

/** Some texts as one, with a separator between two of them. */
export function joinRuns(texts: ReadonlyArray<readonly Run[]>, separator: string): Run[] {
	return texts
		.filter((runs) => runs.length > 0)
		.flatMap((runs, index) => (index === 0 ? [...runs] : [{ text: separator }, ...runs]));
}

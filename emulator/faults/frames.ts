import type { Frame } from '../wire/answer';
import type { SectionPiece } from '../wire/api';

/** Pieces as frames. */
export const sectionFrames = (pieces: readonly SectionPiece[]): Frame[] =>
	pieces.map((piece) => ({ kind: 'section', ...piece }));

/** The frames of a normal stream. */
export const normalFrames = (pieces: readonly SectionPiece[]): Frame[] => [
	{ kind: 'progress', text: 'Reading the resume' },
	{ kind: 'progress', text: 'Comparing it with the posting' },
	...sectionFrames(pieces),
	{ kind: 'done' },
];

/** The frames of a normal stream that holds after its first piece. */
export function heldFrames(pieces: readonly SectionPiece[]): Frame[] {
	const frames = normalFrames(pieces);
	const second = 1 + frames.findIndex(({ kind }) => kind === 'section');
	return [...frames.slice(0, second), { kind: 'hold' }, ...frames.slice(second)];
}

/** Splits the pieces in two: those of the first sections, and those of the other sections. */
export function splitAfter(
	count: number,
	pieces: readonly SectionPiece[],
): [first: SectionPiece[], others: SectionPiece[]] {
	const names = new Set([...new Set(pieces.map(({ section }) => section))].slice(0, count));
	return [
		pieces.filter(({ section }) => names.has(section)),
		pieces.filter(({ section }) => !names.has(section)),
	];
}

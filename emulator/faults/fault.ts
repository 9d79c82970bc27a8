import type { Frame, Plan } from '../plan';
import type { SectionPiece } from '../types';

/** When in the life of a request a fault shows. */
export type FaultMoment = 'before' | 'recovering' | 'stream' | 'healthy';

/** What a fault can build its answer from. */
export interface FaultContext {
	/** The pieces of the normal answer. */
	readonly pieces: readonly SectionPiece[];
	/** Whether this item has met this fault before. */
	readonly metBefore: boolean;
}

/** One way for a request to go wrong, or to go well in an unusual way. */
export interface Fault {
	/** For people, in a few words: what the server does. */
	readonly description: string;
	readonly when: FaultMoment;
	/** The answer; undefined means the normal one. */
	readonly plan: (context: FaultContext) => Plan | undefined;
}

/** Pieces as frames. */
export function sectionFrames(pieces: Iterable<SectionPiece>): Frame[] {
	return Array.from(pieces, ({ section, content }) => ({ kind: 'section', section, content }));
}

/** The frames of a stream that goes well. */
export function normalFrames(pieces: Iterable<SectionPiece>): Frame[] {
	return [
		{ kind: 'progress', text: 'Reading the resume' },
		{ kind: 'progress', text: 'Comparing it with the posting' },
		...sectionFrames(pieces),
		{ kind: 'done' },
	];
}

/** The frames of a stream that waits after its first piece. */
export function heldFrames(pieces: Iterable<SectionPiece>): Frame[] {
	const frames = normalFrames(pieces);
	const firstPiece = frames.findIndex((frame) => frame.kind === 'section');
	return [...frames.slice(0, firstPiece + 1), { kind: 'gate' }, ...frames.slice(firstPiece + 1)];
}

/** The pieces of the first so many sections. */
export function firstSections(pieces: readonly SectionPiece[], count: number): SectionPiece[] {
	const names = [...new Set(pieces.map((piece) => piece.section))].slice(0, count);
	return pieces.filter((piece) => names.includes(piece.section));
}

/** The pieces of all sections after the first so many. */
export function laterSections(pieces: readonly SectionPiece[], count: number): SectionPiece[] {
	const first = new Set(firstSections(pieces, count));
	return pieces.filter((piece) => !first.has(piece));
}

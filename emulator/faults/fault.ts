import type { Answer } from '../wire/answer';
import type { SectionPiece } from '../wire/api';

/** What a fault can build its answer from. */
interface FaultContext {
	/** The pieces of the normal answer. */
	readonly pieces: readonly SectionPiece[];
	/** Whether an earlier request for the same item was answered with this fault. */
	readonly metBefore: boolean;
}

/** One way in which a request fails, or succeeds in an unusual way. */
export interface Fault {
	/** What the server does, in a few words. */
	readonly description: string;
	/**
	 * Before the stream, the first time only, in the stream, or not at all: `healthy` streams are
	 * unusual but complete.
	 */
	readonly when: 'before' | 'recovering' | 'stream' | 'healthy';
	/** The answer, or undefined for the normal one. */
	readonly answer: (context: FaultContext) => Answer | undefined;
}

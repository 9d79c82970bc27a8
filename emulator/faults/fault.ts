import type { Answer, StreamAnswer } from '../wire/answer';
import type { SectionPiece } from '../wire/api';
import type { NamedFile } from '../wire/file';

/** The answer to a request if nothing is unusual, as a fault can build upon it. */
export type NormalAnswer =
	| { readonly kind: 'stream'; readonly pieces: readonly SectionPiece[] }
	/** The PDF files, of which several are sent as one ZIP. */
	| { readonly kind: 'pdf' | 'zip'; readonly files: readonly NamedFile[] }
	| { readonly kind: 'json'; readonly json: Readonly<Record<string, unknown>> };

/** What a client can ask for. */
export type AnswerKind = NormalAnswer['kind'];

/** Whether an earlier request for the same item was answered with this fault. */
interface Memory {
	readonly metBefore: boolean;
}

interface Described {
	/** What the server does, in a few words. */
	readonly description: string;
	/**
	 * Before an answer is sent, the first time only, within its body, or not at all: `healthy` answers
	 * are unusual but complete.
	 */
	readonly when: 'before' | 'recovering' | 'within' | 'healthy';
}

/** A fault that any answer can have. */
export interface AnyFault extends Described {
	readonly of: 'any';
	/** The answer, or undefined for the normal one. */
	readonly answer: (context: Memory) => Answer | undefined;
}

/** A fault of streams. */
export interface StreamFault extends Described {
	readonly of: 'stream';
	/** The answer instead of the one with these pieces, or undefined for that one. */
	readonly answer: (
		context: Memory & { readonly pieces: readonly SectionPiece[] },
	) => StreamAnswer | undefined;
}

/** A fault of files, or of ZIP files only. */
export interface FileFault extends Described {
	readonly of: 'file' | 'zip';
	/** The answer instead of these PDF files. */
	readonly answer: (files: readonly NamedFile[]) => StreamAnswer;
}

/** One way in which a request fails, or succeeds in an unusual way. */
export type Fault = AnyFault | StreamFault | FileFault;

import type { InterruptedFailure, StoppedFailure } from '../common/failure';

/** The time limits of one try, as far as it has to know them. */
export interface TryTimer {
	/** Aborts when the try is to end. */
	readonly signal: AbortSignal;
	/** Why the signal aborted; not set while it has not. */
	readonly failure: InterruptedFailure | StoppedFailure | undefined;
	/** Milliseconds of silence that are allowed now. */
	readonly longestSilence: number;
	/** Something arrived. Called for every chunk. */
	received(): void;
	/** From now on the try may be silent: what it still reads has a limit of its own. */
	ignoreSilence(): void;
}

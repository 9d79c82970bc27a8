import type { FailedGeneration } from '../transport/generate';

/** What becomes of one input item: its document, what arrived of it, or a failure. */
export type Outcome = 'complete' | 'partial' | 'failed';

/** The values of the parameter `options.onInterruption`. */
export type OnInterruption = 'fail' | 'keepPartial';

/** Whether what arrived of a document is handed on in its place; after a stop of the execution nothing is. */
export function isKept(
	{ failure, sections }: FailedGeneration,
	onInterruption: OnInterruption,
): boolean {
	return onInterruption === 'keepPartial' && sections.size > 0 && failure.kind !== 'stopped';
}

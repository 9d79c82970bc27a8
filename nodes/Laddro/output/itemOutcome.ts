import type { INodeExecutionData } from 'n8n-workflow';
import type { Generation } from '../calls/generate';
import type { FailedTask } from './failureOutput';

/** The outcome of one input item: its documents, what arrived of them, or a failure. */
export type ItemOutcome = {
	readonly items: INodeExecutionData[];
	/** What the calls to the API gave, in their order; none when no request was to be sent. */
	readonly generations: readonly Generation[];
} & (
	| { readonly status: 'complete' | 'partial' }
	| { readonly status: 'failed'; readonly failed: FailedTask }
);

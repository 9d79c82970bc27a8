import type { INodeExecutionData } from 'n8n-workflow';
import type { FailedGeneration, Generation } from '../calls/generate';

/** The outcome of one input item: its document, what arrived of it, or a failure. */
export type ItemOutcome = { readonly items: INodeExecutionData[] } & (
	| { readonly status: 'complete' | 'partial'; readonly generation: Generation }
	| { readonly status: 'failed'; readonly generation: FailedGeneration }
);

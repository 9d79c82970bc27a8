import type { INodeExecutionData } from 'n8n-workflow';
import type { CallReport } from '../calls/callApi';
import type { FailedTask } from './failureOutput';

/** The outcome of one input item: its documents, what arrived of them, or a failure. */
export type ItemOutcome = {
	readonly items: INodeExecutionData[];
	/** The calls to the API, in their order; none when no request was to be sent. */
	readonly calls: readonly CallReport[];
} & (
	| { readonly status: 'complete' | 'partial' }
	| { readonly status: 'failed'; readonly failed: FailedTask }
);

import type { IExecuteFunctions } from 'n8n-workflow';
import type { FutileCount } from '../batch/futility';
import type { Failure } from '../common/failure';
import { isObject } from '../common/json';
import { hashOf, PACKAGE } from './record';

/** The field of n8n's context that is ours. */
const FIELD = 'laddroResults';

/** What a run leaves to the others of its execution: to loops, to an agent's further calls and to n8n's tries. */
export interface FutileRuns extends FutileCount {
	/** Why nothing more is sent; not set while there is a point in sending. */
	readonly reason?: Failure;
}

/** Reads what the runs before have left. A retried execution begins anew. */
export function readFutileRuns(context: IExecuteFunctions): FutileRuns | undefined {
	const record: unknown = context.getContext('node')[FIELD];
	if (!isObject(record) || record.execution !== context.getExecutionId()) return undefined;
	return isOurs(record) ? record.runs : undefined;
}

export function writeFutileRuns(context: IExecuteFunctions, runs: FutileRuns): void {
	const execution = context.getExecutionId();
	context.getContext('node')[FIELD] = { package: PACKAGE, execution, runs, hash: hashOf(runs) };
}

/** A record that another version has written, or that has been changed, is not trusted. */
function isOurs(
	record: Record<string, unknown>,
): record is Record<string, unknown> & { runs: FutileRuns } {
	const { runs, hash } = record;
	return record.package === PACKAGE && isObject(runs) && hash === hashOf(runs);
}

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { call, type CallLimits, type Outcome } from '../api/call';
import { connect } from '../api/connect';
import { json } from '../api/readJson';
import type { ApiRequest } from '../api/request';
import { Gate } from '../batch/gate';
import { systemClock } from '../common/clock';
import type { Failure } from '../common/failure';
import { pickerError } from '../output/nodeError';

/** Somebody is waiting in front of the list. Milliseconds. */
const LIMITS: CallLimits = { maxRetries: 0, idleTimeout: 30_000, timeout: 30_000 };

/** Asks the API for one of the editor's lists. */
export type LookUp = (
	request: Omit<ApiRequest, 'method'>,
) => Promise<Outcome<Record<string, unknown>>>;

/**
 * What a picker asks the API with.
 *
 * @throws the error that the editor shows in place of the list, if the credential can't be used
 */
export async function lookUpFor(context: ILoadOptionsFunctions): Promise<LookUp> {
	const client = await connect(context, systemClock);
	if (!client.ok) throw pickerError(context.getNode(), client.failure);
	const calls = {
		client: client.value,
		gate: new Gate<Failure>(systemClock, 0),
		clock: systemClock,
		random: Math.random,
	};
	const { signal } = new AbortController();
	return async (request) => await call({ ...request, method: 'GET' }, json, LIMITS, calls, signal);
}

/**
 * The response of a look-up.
 *
 * @throws the error that the editor shows in place of the list, if it failed
 */
export function responseOf(
	context: ILoadOptionsFunctions,
	{ value, failure }: Outcome<Record<string, unknown>>,
): Record<string, unknown> {
	if (failure) throw pickerError(context.getNode(), failure);
	return value ?? {};
}

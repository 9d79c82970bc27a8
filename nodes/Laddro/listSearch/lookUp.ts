import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Gate } from '../batch/gate';
import { fetchJson, type JsonCall } from '../calls/fetch';
import type { CallLimits } from '../calls/callApi';
import { systemClock } from '../common/clock';
import type { Failure } from '../common/failure';
import { pickerError } from '../output/pickerError';
import { connect } from '../transport/connect';
import type { ApiRequest } from '../transport/request';

/** Somebody is waiting in front of the list. Milliseconds. */
const LIMITS: CallLimits = { maxRetries: 0, idleTimeout: 30_000, timeout: 30_000 };

/** Asks the API for one of the editor's lists. */
export type LookUp = (request: Omit<ApiRequest, 'method'>) => Promise<JsonCall>;

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
	return async (request) => await fetchJson({ ...request, method: 'GET' }, LIMITS, calls, signal);
}

/**
 * The answer of a look-up.
 *
 * @throws the error that the editor shows in place of the list, if it failed
 */
export function answerOf(
	context: ILoadOptionsFunctions,
	{ value, failure }: JsonCall,
): Record<string, unknown> {
	if (failure) throw pickerError(context.getNode(), failure);
	return value ?? {};
}

import type { ReceivedFile } from '../transport/fileAnswer';
import type { ApiRequest } from '../transport/request';
import { callApi, type CallContext, type CallLimits, type CallReport } from './callApi';

/** The result of a call for a file. */
export type FileCall = CallReport & { readonly value?: ReceivedFile };

/** The result of a call for JSON. */
export type JsonCall = CallReport & { readonly value?: Record<string, unknown> };

/**
 * Asks for a file that is paid for, generated or rendered.
 *
 * @param run aborts when the run is stopped
 */
export async function fetchFile(
	request: ApiRequest,
	limits: CallLimits,
	context: CallContext,
	run: AbortSignal,
): Promise<FileCall> {
	return await callApi(
		{
			isFree: false,
			attempt: async (client, timer) => await client.readFile(request, timer),
		},
		limits,
		context,
		run,
	);
}

/**
 * Asks for a JSON object that costs nothing.
 *
 * @param run aborts when the run is stopped
 */
export async function fetchJson(
	request: ApiRequest,
	limits: CallLimits,
	context: CallContext,
	run: AbortSignal,
): Promise<JsonCall> {
	return await callApi(
		{
			isFree: true,
			attempt: async (client, timer) => await client.readJson(request, timer),
		},
		limits,
		context,
		run,
	);
}

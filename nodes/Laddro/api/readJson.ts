import { isObject, parseJson } from '../common/json';
import { collectBody } from './body';
import type { CallKind } from './request';
import { unexpectedResponse } from './response';

/** A call for a JSON object, which costs nothing. */
export const json: CallKind<Record<string, unknown>> = {
	headers: { Accept: 'application/json' },
	isFree: true,
	async read(response, timer) {
		const body = await collectBody(response.body, timer);
		if (!body.ok) return { failure: body.failure };
		const value = parseJson(body.value.toString());
		return isObject(value) ? { value } : { failure: unexpectedResponse('json', response) };
	},
};

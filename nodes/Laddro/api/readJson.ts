import { readDocumentIds } from '../common/documentIds';
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

/** A letter that the API has saved. Its id is the call's. */
export interface SavedLetter {
	readonly title?: string;
}

/** A call that saves a letter, which costs nothing. */
export const savedLetter: CallKind<SavedLetter> = {
	...json,
	isCreation: true,
	async read(response, timer) {
		const { value, failure } = await json.read(response, timer);
		if (!value) return { failure };
		const { coverLetterId } = readDocumentIds(value);
		if (coverLetterId === undefined) return { failure: unexpectedResponse('letterId', response) };
		return { value: titleIn(value), ids: { coverLetterId } };
	},
};

export function titleIn({ title }: Readonly<Record<string, unknown>>): SavedLetter {
	return typeof title === 'string' ? { title } : {};
}

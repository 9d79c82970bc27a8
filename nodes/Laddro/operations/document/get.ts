import { documentRequest } from '../../api/savedDocuments';
import { success } from '../../common/result';
import { savedItem } from '../../output/items';
import { includeInputFields } from '../../parameters/options';
import { limits } from '../../parameters/requestOptions';
import { operation } from '../operation';
import { documentId, documentType } from './documentFields';

export const get = operation(
	{
		resource: 'document',
		value: 'get',
		label: 'Get',
		action: 'Get document',
		description: 'Get a stored resume or cover letter (no credits)',
	},
	{ documentType, documentId, includeInputFields, limits },
	({ documentType: type, documentId: id, ...common }) =>
		success({
			...common,
			isFree: true,
			async run(calls) {
				const call = await calls.json(documentRequest(type, id));
				const { value = {}, failure } = call;
				return failure
					? { failed: { failure, call, operation: 'get', documentId: id, isSaved: true } }
					: { items: [savedItem(type, value, id)] };
			},
		}),
);

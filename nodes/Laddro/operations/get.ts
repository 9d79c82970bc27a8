import { documentRequest } from '../calls/savedDocuments';
import { success } from '../common/result';
import { savedItem } from '../output/savedItem';
import { readFields, type Field } from '../parameters/field';
import { includeInputFields } from '../parameters/options';
import { limitFields } from '../parameters/requestOptions';
import { limitsOf, type Operation } from './operation';
import { documentId, documentType, readDocument } from './savedDocument';

const fields = { includeInputFields, ...limitFields };

export const get = {
	resource: 'document',
	value: 'get',
	label: 'Get',
	action: 'Get document',
	description: 'Get a stored resume or cover letter (no credits)',
	fields: [documentType, documentId, ...Object.values(fields)] as ReadonlyArray<Field<unknown>>,
	read(parameters) {
		const document = readDocument(parameters);
		if (!document.ok) return document;
		const values = readFields(fields, parameters);
		if (!values.ok) return values;
		const { type, id } = document.value;
		return success({
			limits: limitsOf(values.value),
			includeInputFields: values.value.includeInputFields,
			async run({ fetchJson }) {
				const call = await fetchJson(documentRequest(type, id));
				return {
					calls: [call],
					items: call.value ? [{ json: savedItem(type, call.value, id) }] : [],
					failed: { operation: 'get', documentId: id, isSaved: true },
				};
			},
		});
	},
} as const satisfies Operation;

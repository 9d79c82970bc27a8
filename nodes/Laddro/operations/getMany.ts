import { documentPages, PAGE_SIZE, type Row } from '../calls/documentPages';
import type { JsonCall } from '../calls/fetch';
import { savedDocuments } from '../calls/savedDocuments';
import { success } from '../common/result';
import { savedItem } from '../output/savedItem';
import { readFields, type Field } from '../parameters/field';
import { booleanField, wholeNumberField } from '../parameters/kinds';
import { includeInputFields } from '../parameters/options';
import { limitFields } from '../parameters/requestOptions';
import { limitsOf, type Operation } from './operation';
import { documentType } from './savedDocument';

const returnAll = booleanField({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = wholeNumberField({
	displayName: 'Limit',
	name: 'limit',
	default: 50,
	minimum: 1,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
});

const fields = { includeInputFields, ...limitFields };

export const getMany = {
	resource: 'document',
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many documents',
	description: 'List stored resumes or cover letters (no credits)',
	fields: [documentType, returnAll, limit, ...Object.values(fields)] as ReadonlyArray<
		Field<unknown>
	>,
	read(parameters) {
		const type = documentType.read(parameters);
		if (!type.ok) return type;
		const all = returnAll.read(parameters);
		if (!all.ok) return all;
		const number = all.value ? success(Infinity) : limit.read(parameters);
		if (!number.ok) return number;
		const values = readFields(fields, parameters);
		if (!values.ok) return values;
		const path = savedDocuments[type.value].listPath;
		const wanted = number.value;
		return success({
			limits: limitsOf(values.value),
			includeInputFields: values.value.includeInputFields,
			async run({ fetchJson }) {
				const calls: JsonCall[] = [];
				const rows: Row[] = [];
				const pages = documentPages(
					async (query) => await fetchJson({ method: 'GET', path, query }),
					0,
					Math.min(PAGE_SIZE, wanted),
				);
				for await (const page of pages) {
					calls.push(page.call);
					if (page.call.failure)
						return { calls, items: [], failed: { operation: 'getMany', isSaved: true } };
					rows.push(...page.rows);
					if (rows.length >= wanted) break;
				}
				return {
					calls,
					items: rows.slice(0, wanted).map((row) => ({ json: savedItem(type.value, row) })),
				};
			},
		});
	},
} as const satisfies Operation;

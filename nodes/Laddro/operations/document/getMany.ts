import { documentPages, PAGE_SIZE, type Row } from '../../api/documentPages';
import { savedDocuments } from '../../api/savedDocuments';
import { success } from '../../common/result';
import { savedItem } from '../../output/items';
import { mapped, type Field } from '../../parameters/field';
import { booleanField, wholeNumberField } from '../../parameters/kinds';
import { includeInputFields } from '../../parameters/options';
import { limits } from '../../parameters/requestOptions';
import { operation } from '../operation';
import { documentType } from './documentFields';

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

/** How many documents are wanted at most; `Infinity` for all of them. */
const wanted: Field<number> = {
	...mapped(returnAll, (all, parameters) => (all ? success(Infinity) : limit.read(parameters))),
	properties: [...returnAll.properties, ...limit.properties],
};

export const getMany = operation(
	{
		resource: 'document',
		value: 'getMany',
		label: 'Get Many',
		action: 'Get many documents',
		description: 'List stored resumes or cover letters',
		credits: 0,
	},
	{ documentType, wanted, includeInputFields, limits },
	({ documentType: type, wanted: count, ...common }) => {
		const path = savedDocuments[type].listPath;
		return success({
			...common,
			isFree: true,
			async run(calls) {
				const rows: Row[] = [];
				const pages = documentPages(
					async (query) => await calls.json({ method: 'GET', path, query }),
					0,
					Math.min(PAGE_SIZE, count),
				);
				for await (const { call, rows: found } of pages) {
					const { failure } = call;
					if (failure) return { failed: { failure, call, operation: 'getMany', isSaved: true } };
					for (const row of found) rows.push(row);
					if (rows.length >= count) break;
				}
				return { items: rows.slice(0, count).map((row) => savedItem(type, row)) };
			},
		});
	},
);

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../../nodes/Laddro/common/json';
import { ItemParameters } from '../../../nodes/Laddro/parameters/itemParameters';
import { NODE } from '../output/generation';
import { binaryHelpers, type StoredBytes } from './binaryHelpers';

/** An expression that n8n can't evaluate. */
export class BadExpression extends Error {
	readonly description = 'Check the expression.';
}

/** What a new node holds, with a resume and a posting put in, but for documents in Markdown with all that is known. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
	resource: 'application',
	operation: 'tailor',
	resumeSource: 'laddro',
	resumeId: { mode: 'list', value: 'res_1' },
	resumeFile: 'data',
	positionName: '',
	jobPosting: 'We look for an engineer.',
	output: 'document',
	documentFormat: 'markdown',
	simplify: false,
	outputField: 'data',
	coverLetterField: 'coverLetter',
	documentType: 'resume',
	documentId: { mode: 'list', value: '' },
	returnAll: false,
	limit: 50,
	options: {},
	requestOptions: {},
};

/** n8n, as far as reading parameters goes: a value that is an error is an expression that fails with it. */
export function contextWith(...items: Array<Record<string, unknown>>) {
	return contextOf(items);
}

/**
 * The same for items that have files.
 *
 * @param files by their binary fields, the same for every item
 * @param stored the bytes of those that lie elsewhere, by their ids
 */
export function contextOf(
	items: ReadonlyArray<Record<string, unknown>>,
	files: Readonly<Record<string, IBinaryData>> = {},
	stored: StoredBytes = {},
) {
	const asked: string[] = [];
	const getNodeParameter = (
		path: string,
		itemIndex: number,
		fallback: unknown,
		{ extractValue }: { extractValue?: boolean } = {},
	): unknown => {
		asked.push(path);
		let value: unknown = { ...DEFAULTS, ...items[itemIndex] };
		for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
		if (value instanceof Error) throw value;
		if (typeof value === 'function') return value();
		if (extractValue && isObject(value) && 'mode' in value) value = value.value;
		return value === undefined ? fallback : value;
	};
	const helpers = binaryHelpers(files, stored);
	const parts: object = { getNode: () => NODE, getNodeParameter, helpers };
	return {
		context: parts as IExecuteFunctions,
		/** The paths of all parameters that were asked for. */
		asked,
		parameters: (itemIndex = 0) => new ItemParameters(parts as IExecuteFunctions, itemIndex),
	};
}

/** The parameters of an item that are the defaults but for these. */
export function parametersWith(
	values: Record<string, unknown> = {},
	files: Readonly<Record<string, IBinaryData>> = {},
	stored: StoredBytes = {},
): ItemParameters {
	return contextOf([values], files, stored).parameters();
}

/** A value that an expression gives, for `undefined`, which otherwise would be a parameter that is not set. */
export const expressionFor = (value: unknown) => () => value;

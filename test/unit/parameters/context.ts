import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../../nodes/Laddro/common/json';
import { ItemParameters } from '../../../nodes/Laddro/parameters/itemParameters';
import { NODE } from '../output/generation';

/** An expression that n8n can't evaluate. */
export class BadExpression extends Error {
	readonly description = 'Check the expression.';
}

/** What a new node of this kind in the editor holds, with a resume and a posting put in. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
	resource: 'application',
	operation: 'tailor',
	resumeId: { mode: 'list', value: 'res_1' },
	positionName: '',
	jobSource: 'description',
	jobDescription: 'We look for an engineer.',
	jobUrl: '',
	language: '',
	output: 'document',
	documentFormat: 'markdown',
	options: {},
	requestOptions: {},
};

/** n8n, as far as reading parameters goes: a value that is an error is an expression that fails with it. */
export function contextWith(...items: Array<Record<string, unknown>>) {
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
	const parts: object = { getNode: () => NODE, getNodeParameter };
	return {
		context: parts as IExecuteFunctions,
		/** The paths of all parameters that were asked for. */
		asked,
		parameters: (itemIndex = 0) => new ItemParameters(parts as IExecuteFunctions, itemIndex),
	};
}

/** The parameters of an item that are the defaults but for these. */
export function parametersWith(values: Record<string, unknown> = {}): ItemParameters {
	return contextWith(values).parameters();
}

/** A value that an expression gives, for `undefined`, which otherwise would be a parameter that is not set. */
export const expressionFor = (value: unknown) => () => value;

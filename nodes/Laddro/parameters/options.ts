import { isObject, parseJson } from '../common/json';
import { success } from '../common/result';
import type { Field } from './field';
import { unusable } from './itemParameters';
import { booleanField } from './kinds';

/** Further fields of the request's body. */
export const additionalFields: Field<Readonly<Record<string, unknown>>> = {
	properties: [
		{
			displayName: 'Additional Body Fields',
			name: 'additionalFields',
			type: 'json',
			default: '{}',
			description:
				"A JSON object with further fields for the request's body, for what Laddro's API knows and this node has no parameter for. A parameter that is set wins over a field of the same name.",
		},
	],
	collection: 'options',
	read(parameters) {
		const value = parameters.value('additionalFields', 'options');
		if (!value.ok) return value;
		const fields =
			typeof value.value === 'string' ? parseJson(value.value.trim() || '{}') : (value.value ?? {});
		if (isObject(fields)) return success(fields);
		return unusable(
			"'Additional Body Fields' is not a JSON object",
			'Write the fields as an object, e.g. {"name": "value"}.',
		);
	},
};

/** Whether an output item keeps what its input item holds. */
export const includeInputFields = booleanField(
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		default: false,
		description:
			"Whether each output item keeps its input item's fields and files. Where names are equal, the node's own field is kept.",
	},
	'options',
);

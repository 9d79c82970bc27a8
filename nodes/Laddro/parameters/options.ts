import { isObject, parseJson } from '../common/json';
import { success } from '../common/result';
import { withDefault } from './field';
import { unusable } from './itemParameters';
import { booleanField, fieldOf, optionalBooleanField, within } from './kinds';

const toggle = within('options', booleanField);

const jsonObject = fieldOf(
	{
		displayName: 'Additional Body Fields',
		name: 'additionalFields',
		type: 'json',
		default: '{}',
		description:
			"JSON object with more fields for the request's body, for API fields that this node has no parameter for. Parameters that are set win over fields of the same name.",
	},
	'options',
	(value) => {
		const fields = typeof value === 'string' ? parseJson(value.trim()) : value;
		if (isObject(fields)) return success(fields);
		return unusable(
			"'Additional Body Fields' is not a JSON object",
			'Write the fields as an object, e.g. {"name": "value"}.',
		);
	},
);

/** Further fields of the request's body. */
export const additionalFields = withDefault(jsonObject, {});

/** Whether each section has a heading; `undefined` for what is usual for the kind of document. */
export const sectionHeadings = optionalBooleanField(
	{
		displayName: 'Section Headings',
		name: 'sectionHeadings',
		default: true,
		description:
			'Whether to put a heading above each section. Without this option, resumes have headings and letters have none.',
	},
	'options',
);

/** Whether a resume is compared with the one that it was made of. */
export const compareWithSource = toggle({
	displayName: 'Compare With Source',
	name: 'compareWithSource',
	default: false,
	description:
		'Whether to add what was changed in the resume, section by section. Reads the source resume (no credits).',
});

/** Whether an output item keeps what its input item holds. */
export const includeInputFields = toggle({
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	default: false,
	description:
		"Whether to keep the input item's fields and files in each output item. Where names are equal, the node's own field wins.",
});

import { isObject, parseJson } from '../common/json';
import { success } from '../common/result';
import { withDefault, type Field } from './field';
import { unusable } from './itemParameters';
import { booleanField, fieldOf, optionalBooleanField, textOf, trimmed, within } from './kinds';

const toggle = within('options', booleanField);

/** The codes of `GET /v1/languages` and of the API's newer schemas, by their names. */
const languages = [
	{ name: 'Czech', value: 'cs' },
	{ name: 'Danish', value: 'da' },
	{ name: 'Dutch', value: 'nl' },
	{ name: 'English', value: 'en' },
	{ name: 'Estonian', value: 'et' },
	{ name: 'Finnish', value: 'fi' },
	{ name: 'French', value: 'fr' },
	{ name: 'German', value: 'de' },
	{ name: 'Hungarian', value: 'hu' },
	{ name: 'Icelandic', value: 'is' },
	{ name: 'Italian', value: 'it' },
	{ name: 'Latvian', value: 'lv' },
	{ name: 'Lithuanian', value: 'lt' },
	{ name: 'Norwegian', value: 'no' },
	{ name: 'Polish', value: 'pl' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Romanian', value: 'ro' },
	{ name: 'Slovak', value: 'sk' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Swedish', value: 'sv' },
	{ name: 'Ukrainian', value: 'uk' },
];

/** The language to write in. Any code is passed on, since the API may know more of them than this list. */
export const language: Field<string | undefined> = trimmed(
	fieldOf(
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languages,
			default: 'en',
			description:
				'Language of the document. An expression may give any other code. Without this option, Laddro chooses.',
		},
		'options',
		(value) => textOf(value, 'Language'),
	),
);

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

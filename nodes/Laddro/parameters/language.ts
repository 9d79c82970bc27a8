import type { Field } from './field';
import { fieldOf, textOf, trimmed } from './kinds';

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

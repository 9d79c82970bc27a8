import type { INodeProperties } from 'n8n-workflow';
import { numberOptions, type NumberOptionName } from './numberOptions';

/** The API's language codes (`GET /v1/languages`), by their names. */
export const languages = [
	{ name: 'Danish', value: 'da' },
	{ name: 'Dutch', value: 'nl' },
	{ name: 'English', value: 'en' },
	{ name: 'Estonian', value: 'et' },
	{ name: 'Finnish', value: 'fi' },
	{ name: 'French', value: 'fr' },
	{ name: 'German', value: 'de' },
	{ name: 'Icelandic', value: 'is' },
	{ name: 'Italian', value: 'it' },
	{ name: 'Norwegian', value: 'no' },
	{ name: 'Polish', value: 'pl' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Swedish', value: 'sv' },
];

export const modes = [
	{ name: 'Standard', value: 'standard' },
	{ name: 'New', value: 'new' },
];

export const interruptionHandlings = [
	{
		name: 'Fail the Item',
		value: 'fail',
		description: 'The item fails; with On Error set to Continue, what had arrived is in the error',
	},
	{
		name: 'Keep What Arrived',
		value: 'keepPartial',
		description: 'What had arrived is handed on as usual, marked with complete: false',
	},
];

function numberParameter(name: NumberOptionName): INodeProperties {
	const { displayName, default: preset, description, ...range } = numberOptions[name];
	return {
		displayName,
		name,
		type: 'number',
		default: preset,
		typeOptions: {
			minValue: range.min,
			...('max' in range ? { maxValue: range.max } : {}),
			numberPrecision: 0,
		},
		description,
	};
}

/** The collection `options`; n8n wants its entries in the order of their labels. */
export const optionsParameter: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Additional Body Fields',
			name: 'additionalFields',
			type: 'json',
			default: '{}',
			description:
				"A JSON object with further fields for the request's body, for what Laddro's API knows and this node has no parameter for. A parameter that is set wins over a field of the same name.",
		},
		numberParameter('concurrency'),
		numberParameter('idleTimeout'),
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languages,
			default: 'en',
			description: "The language to write in. Without this option it is Laddro's choice.",
		},
		numberParameter('maxRetries'),
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: modes,
			default: 'standard',
			description: 'How Laddro tailors the resume',
			displayOptions: { show: { '/operation': ['tailor'] } },
		},
		{
			displayName: 'On Interrupted Stream',
			name: 'onInterruption',
			type: 'options',
			options: interruptionHandlings,
			default: 'fail',
			description:
				'What to do when a stream breaks off after its first section. The credits are spent by then, so it is never asked for again.',
		},
		numberParameter('requestsPerMinute'),
		numberParameter('timeout'),
	],
};

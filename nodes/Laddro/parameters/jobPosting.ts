import type { INodeProperties } from 'n8n-workflow';
import { success, type Result } from '../common/result';
import { isHttp, parseUrl } from '../common/url';
import type { Field } from './field';
import { unusable, type ItemParameters } from './itemParameters';
import { choiceFieldWithDefault, textField } from './kinds';

/** The position that is applied for. */
export const positionName = textField({
	displayName: 'Position Name',
	name: 'positionName',
	default: '',
	placeholder: 'e.g. Senior Software Engineer',
	description: 'The position that is applied for, as the posting calls it',
});

const jobSource = choiceFieldWithDefault({
	displayName: 'Job Source',
	name: 'jobSource',
	options: [
		{
			name: 'Description',
			value: 'description',
			description: "The posting's text",
		},
		{
			name: 'URL',
			value: 'url',
			description: "The posting's web address, which Laddro reads by itself",
		},
	],
	default: 'description',
	description: 'Where the job posting comes from',
});

const jobDescription = textField({
	displayName: 'Job Description',
	name: 'jobDescription',
	typeOptions: { rows: 6 },
	default: '',
	required: true,
	placeholder: 'e.g. We are looking for an engineer who …',
	description:
		"The posting's text. The more of it, the better the result; a few words are too few.",
	displayOptions: { show: { jobSource: ['description'] } },
});

const jobUrl = textField({
	displayName: 'Job URL',
	name: 'jobUrl',
	default: '',
	required: true,
	placeholder: 'e.g. https://jobs.example.com/senior-engineer',
	description: "The posting's web address. It must be reachable without a login.",
	displayOptions: { show: { jobSource: ['url'] } },
});

/** The job posting, as the request's body carries it. */
export interface JobPosting {
	readonly jobDescription?: string;
	readonly jobUrl?: string;
}

/** Where the posting comes from, and its text or address: the two fields exclude each other. */
export const jobPosting: Field<JobPosting> = {
	properties: [jobSource, jobDescription, jobUrl].flatMap(
		({ properties }): readonly INodeProperties[] => properties,
	),
	read(parameters) {
		const source = jobSource.read(parameters);
		if (!source.ok) return source;
		return source.value === 'url' ? readUrl(parameters) : readDescription(parameters);
	},
};

function readDescription(parameters: ItemParameters): Result<JobPosting> {
	const text = jobDescription.read(parameters);
	if (!text.ok) return text;
	if (text.value !== undefined) return success({ jobDescription: text.value });
	return unusable(
		"'Job Description' is empty",
		"Enter the posting's text, or set 'Job Source' to URL.",
	);
}

function readUrl(parameters: ItemParameters): Result<JobPosting> {
	const text = jobUrl.read(parameters);
	if (!text.ok) return text;
	const address = text.value?.trim() ?? '';
	const url = parseUrl(address);
	if (url && isHttp(url)) return success({ jobUrl: address });
	return unusable(
		address === '' ? "'Job URL' is empty" : "'Job URL' is not a web address",
		'Enter an address that begins with https:// or http://.',
	);
}

import { success } from '../common/result';
import { isHttp, parseUrl } from '../common/url';
import { eitherOf, mapped, type Field } from './field';
import { unusable } from './itemParameters';
import { choiceFieldWithDefault, textField, trimmed } from './kinds';

/** The position that is applied for. */
export const positionName = textField({
	displayName: 'Position Name',
	name: 'positionName',
	default: '',
	placeholder: 'e.g. Senior Software Engineer',
	description: 'Job title, as in the posting',
});

const jobSource = choiceFieldWithDefault<'description' | 'url'>({
	displayName: 'Job Source',
	name: 'jobSource',
	options: [
		{
			name: 'Description',
			value: 'description',
			description: 'Text of the posting',
		},
		{
			name: 'URL',
			value: 'url',
			description: 'Web address of the posting, which Laddro reads itself',
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
	description: 'Full text of the posting. A few words are not enough for Laddro to work with.',
});

const jobUrl = textField({
	displayName: 'Job URL',
	name: 'jobUrl',
	default: '',
	required: true,
	placeholder: 'e.g. https://jobs.example.com/senior-engineer',
	description: 'Web address of the posting. It must be readable without a login.',
});

/** Two addresses in one cell, or what comes with pasting; the parser of addresses drops line ends without a word. */
const INVISIBLE_OR_SPACE = /[\p{Z}\p{C}]/u;

/** The job posting, as the request's body carries it. */
export interface JobPosting {
	readonly jobDescription?: string;
	readonly jobUrl?: string;
}

/** Where the posting comes from, and its text or address: the two fields exclude each other. */
export const jobPosting: Field<JobPosting> = eitherOf(jobSource, {
	description: mapped(jobDescription, (text) =>
		text === undefined
			? unusable(
					"'Job Description' is empty",
					"Enter the posting's text, or set 'Job Source' to URL.",
				)
			: success({ jobDescription: text }),
	),
	url: mapped(trimmed(jobUrl), (address = '') => {
		const url = INVISIBLE_OR_SPACE.test(address) ? undefined : parseUrl(address);
		if (url && isHttp(url)) return success({ jobUrl: address });
		return unusable(
			address === '' ? "'Job URL' is empty" : "'Job URL' is not a web address",
			'Enter an address that begins with https:// or http://.',
		);
	}),
});

import { success, type Result } from '../common/result';
import { isHttp, parseUrl } from '../common/url';
import { mapped, type Field } from './field';
import { unusable } from './itemParameters';
import { textField, trimmed } from './kinds';

/** The position that is applied for. */
export const positionName = textField({
	displayName: 'Position Name',
	name: 'positionName',
	default: '',
	placeholder: 'e.g. Senior Software Engineer',
	description: 'Job title, as in the posting',
});

/** The job posting, as the request's body carries it. */
export interface JobPosting {
	readonly jobDescription?: string;
	readonly jobUrl?: string;
}

/** The posting's text, or its web address: a value that is one address and nothing else. */
export const jobPosting: Field<JobPosting> = mapped(
	trimmed(
		textField({
			displayName: 'Job Posting',
			name: 'jobPosting',
			typeOptions: { rows: 6 },
			default: '',
			required: true,
			placeholder: 'e.g. https://jobs.example.com/4711, or its text',
			description:
				'Full text of the posting, or its web address, which must be readable without a login. A few words are not enough.',
		}),
	),
	(posting) =>
		posting === undefined
			? unusable("'Job Posting' is empty", "Enter the posting's text or its web address.")
			: postingOf(posting),
);

/** Where one address in a list of them ends. The first condition keeps long runs of spaces from being read again and again. */
const BETWEEN_ADDRESSES = /(?<![\s,;])[\s,;]+(?=https?:\/\/)/i;
const ADDRESS_ALONE = /^https?:\/\/\S+$/i;
/** Without a width, and no space between words. The parser of addresses drops most of these without a word. */
const INVISIBLE = /(?![\t\n\r])[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

function postingOf(posting: string): Result<JobPosting> {
	const visible = posting.replace(INVISIBLE, '').trim();
	const addresses = visible.split(BETWEEN_ADDRESSES);
	if (!addresses.every((address) => ADDRESS_ALONE.test(address))) {
		return success({ jobDescription: posting });
	}
	if (addresses.length > 1) {
		return unusable(
			"'Job Posting' has more than one web address",
			'Enter one address. Use an item of its own for each posting.',
		);
	}
	if (visible !== posting) {
		return unusable(
			"The web address in 'Job Posting' contains an invisible character",
			'Delete the address and type it in, or copy it from the address bar of a browser.',
		);
	}
	const url = parseUrl(posting);
	return success(url && isHttp(url) ? { jobUrl: posting } : { jobDescription: posting });
}

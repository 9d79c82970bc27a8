import { withoutUndefined } from '../../common/json';
import { failed, success } from '../../common/result';
import { savedLetterItem } from '../../output/items';
import { grouped, mapped, type Field } from '../../parameters/field';
import { unusable } from '../../parameters/itemParameters';
import { textField, trimmed } from '../../parameters/kinds';
import { includeInputFields } from '../../parameters/options';
import { limits } from '../../parameters/requestOptions';
import { writeDocument } from '../../render/document';
import { operation } from '../operation';

type Property = Parameters<typeof textField>[0];

const EMPTY_LETTER = {
	kind: 'parameter',
	message: "'Letter' is empty",
	advice: "Enter the letter's text.",
} as const;

const letterContent = mapped(
	textField({
		displayName: 'Letter',
		name: 'letterContent',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		placeholder: 'e.g. Dear Ms. Korhonen, …',
		description: 'Text of the letter: plain text, Markdown or HTML',
	}),
	(text) => (text === undefined ? failed(EMPTY_LETTER) : success(text)),
);

const fullName = mapped(
	trimmed(
		textField({
			displayName: 'Full Name',
			name: 'fullName',
			default: '',
			required: true,
			placeholder: 'e.g. Nathan Smith',
			description: 'Name of the person who sends the letter',
		}),
	),
	(name) =>
		name === undefined
			? unusable("'Full Name' is empty", 'Enter the name of the person who sends the letter.')
			: success(name),
);

const detail = (property: Omit<Property, 'default'>): Field<string | undefined> =>
	trimmed(textField({ ...property, default: '' }, 'letterDetails'));

/** By the names of the request's body. */
const letterDetails = grouped(
	{
		title: detail({
			displayName: 'Title',
			name: 'title',
			placeholder: 'e.g. Letter to Example Ltd',
			description: 'Name of the letter in Laddro',
		}),
		jobTitle: detail({
			displayName: 'Job Title',
			name: 'jobTitle',
			placeholder: 'e.g. Senior Software Engineer',
			description: "Sender's job title",
		}),
		address: detail({
			displayName: 'Address',
			name: 'address',
			placeholder: 'e.g. Mannerheimintie 1, Helsinki',
			description: "Sender's address",
		}),
		email: detail({
			displayName: 'Email',
			name: 'email',
			placeholder: 'e.g. name@email.com',
			description: "Sender's email address",
		}),
		phone: detail({
			displayName: 'Phone',
			name: 'phone',
			placeholder: 'e.g. +358 40 123 4567',
			description: "Sender's phone number",
		}),
		companyName: detail({
			displayName: 'Company Name',
			name: 'companyName',
			placeholder: 'e.g. Example Ltd',
			description: 'Company that the letter is for',
		}),
		hiringManager: detail({
			displayName: 'Hiring Manager',
			name: 'hiringManager',
			placeholder: 'e.g. Jane Doe',
			description: 'Person that the letter is for',
		}),
	},
	'letterDetails',
);

export const createCoverLetter = operation(
	{
		resource: 'document',
		value: 'createCoverLetter',
		label: 'Save Cover Letter',
		action: 'Save cover letter',
		description: 'Store a letter that you have written or edited in Laddro',
		credits: 0,
	},
	{ letterContent, fullName, letterDetails, includeInputFields, limits },
	({ letterContent: text, fullName: name, letterDetails: details, ...common }) => {
		let written: Promise<string> | undefined;
		const asHtml = async () =>
			await (written ??= writeDocument(new Map([['letterContent', text]]), {
				format: 'html',
				headings: false,
			}));
		return success({
			...common,
			isFree: true,
			check: async () => ((await asHtml()) === '' ? EMPTY_LETTER : undefined),
			async run(calls) {
				const sent = withoutUndefined({ ...details, fullName: name });
				const body = { ...sent, letterContent: await asHtml() };
				const call = await calls.save({ method: 'POST', path: '/v1/cover-letters', body });
				const { value, failure, ids } = call;
				if (failure) return { failed: { failure, call, operation: 'createCoverLetter' } };
				return { items: [savedLetterItem(ids.coverLetterId, value?.title ?? details.title)] };
			},
		});
	},
);

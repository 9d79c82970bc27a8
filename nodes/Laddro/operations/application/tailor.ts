import { grouped } from '../../parameters/field';
import { choiceField } from '../../parameters/kinds';
import { applicationDocuments, type DocumentKind } from './documents';

const mode = choiceField(
	{
		displayName: 'Mode',
		name: 'mode',
		options: [
			{
				name: 'Change the Resume',
				value: 'standard',
				description: 'Keep the resume and adapt it to the posting',
			},
			{
				name: 'Write a New One',
				value: 'new',
				description: 'Write a resume for the posting from scratch',
			},
		],
		default: 'standard',
		description: 'How to tailor the resume. Without this option, Laddro chooses.',
	},
	'options',
);

export const tailoredResume: DocumentKind = {
	operation: 'tailor',
	path: '/v1/tailor',
	type: 'resume',
	headings: true,
	streamsFromFile: true,
};

/** Fields of the request's body that only resumes have. */
export const resumeFields = grouped({ mode }, 'options');

export const tailor = applicationDocuments(
	{
		resource: 'application',
		value: 'tailor',
		label: 'Tailor Resume',
		action: 'Tailor resume',
		description: 'Rewrite a resume for a job posting',
		credits: 3,
	},
	[tailoredResume],
	resumeFields,
);

import { choiceField } from '../parameters/kinds';
import type { Operation } from './operation';
import { applicationDocuments, type DocumentKind } from './applicationDocuments';

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
		description: "How Laddro tailors the resume. Without this option it is Laddro's choice.",
	},
	'options',
);

export const tailoredResume: DocumentKind = {
	operation: 'tailor',
	path: '/v1/tailor',
	idField: 'resumeId',
	headings: true,
	streamsFromFile: true,
	bodyFields: { mode },
};

export const tailor = {
	resource: 'application',
	value: 'tailor',
	label: 'Tailor Resume',
	action: 'Tailor resume',
	description: 'Rewrite a resume for a job posting (3 credits)',
	...applicationDocuments(tailoredResume),
} as const satisfies Operation;

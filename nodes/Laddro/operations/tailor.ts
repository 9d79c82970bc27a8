import { choiceField } from '../parameters/kinds';
import type { Operation } from './operation';
import { streamedDocument } from './streamedDocument';

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

export const tailor = {
	resource: 'application',
	value: 'tailor',
	label: 'Tailor Resume',
	action: 'Tailor resume',
	description: 'Rewrite a resume for a job posting (3 credits)',
	...streamedDocument({
		operation: 'tailor',
		path: '/v1/tailor',
		headings: true,
		bodyFields: { mode },
	}),
} as const satisfies Operation;

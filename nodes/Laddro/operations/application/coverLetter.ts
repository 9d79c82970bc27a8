import { grouped } from '../../parameters/field';
import { applicationDocuments, type DocumentKind } from './documents';

export const writtenLetter: DocumentKind = {
	operation: 'coverLetter',
	path: '/v1/cover-letters/generate',
	type: 'coverLetter',
	headings: false,
	streamsFromFile: false,
};

export const coverLetter = applicationDocuments(
	{
		resource: 'application',
		value: 'coverLetter',
		label: 'Write Cover Letter',
		action: 'Write cover letter',
		description: 'Write a cover letter for a job posting from a resume',
		credits: 2,
	},
	[writtenLetter],
	grouped({}, 'options'),
);

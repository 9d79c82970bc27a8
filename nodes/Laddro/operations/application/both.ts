import { writtenLetter } from './coverLetter';
import { applicationDocuments } from './documents';
import { resumeFields, tailoredResume } from './tailor';

export const both = applicationDocuments(
	{
		resource: 'application',
		value: 'both',
		label: 'Tailor Resume and Write Cover Letter',
		action: 'Tailor resume and write cover letter',
		description: 'Rewrite a resume for a job posting, and write the cover letter that goes with it',
		credits: 5,
	},
	[tailoredResume, writtenLetter],
	resumeFields,
);

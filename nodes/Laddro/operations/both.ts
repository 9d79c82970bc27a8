import { writtenLetter } from './coverLetter';
import type { Operation } from './operation';
import { applicationDocuments } from './applicationDocuments';
import { tailoredResume } from './tailor';

export const both = {
	resource: 'application',
	value: 'both',
	label: 'Tailor Resume and Write Cover Letter',
	action: 'Tailor resume and write cover letter',
	description:
		'Rewrite a resume for a job posting, and write the cover letter that goes with it (5 credits)',
	...applicationDocuments(tailoredResume, writtenLetter),
} as const satisfies Operation;

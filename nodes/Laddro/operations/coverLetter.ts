import type { Operation } from './operation';
import { streamedDocument } from './streamedDocument';

export const coverLetter = {
	resource: 'application',
	value: 'coverLetter',
	label: 'Write Cover Letter',
	action: 'Write cover letter',
	description: 'Write a cover letter for a job posting from a resume (2 credits)',
	...streamedDocument({
		operation: 'coverLetter',
		path: '/v1/cover-letters/generate',
		headings: false,
	}),
} as const satisfies Operation;

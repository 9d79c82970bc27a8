import type { Operation } from './operation';
import { streamedDocuments, type DocumentKind } from './streamedDocuments';

export const writtenLetter: DocumentKind = {
	operation: 'coverLetter',
	path: '/v1/cover-letters/generate',
	headings: false,
};

export const coverLetter = {
	resource: 'application',
	value: 'coverLetter',
	label: 'Write Cover Letter',
	action: 'Write cover letter',
	description: 'Write a cover letter for a job posting from a resume (2 credits)',
	...streamedDocuments(writtenLetter),
} as const satisfies Operation;

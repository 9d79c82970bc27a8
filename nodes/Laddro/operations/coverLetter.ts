import type { Operation } from './operation';

export const coverLetter = {
	value: 'coverLetter',
	name: 'Cover Letter',
	action: 'Write a cover letter',
	description: 'Write a cover letter for a job posting from a resume (2 credits)',
	path: '/v1/cover-letters/generate',
	// `mode` says how to tailor; a letter has none.
	body: (application) => ({ ...application, mode: undefined }),
} as const satisfies Operation;

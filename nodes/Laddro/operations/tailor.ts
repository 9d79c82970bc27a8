import type { Operation } from './operation';

export const tailor = {
	value: 'tailor',
	name: 'Tailor',
	action: 'Tailor a resume',
	description: 'Rewrite a resume for a job posting (3 credits)',
	path: '/v1/tailor',
	body: (application) => ({ ...application }),
} as const satisfies Operation;

import { operations } from '../../../nodes/Laddro/operations';

const application = {
	resumeId: 'res_1',
	positionName: 'Engineer',
	jobDescription: 'Posting',
	language: 'fi',
	mode: 'new',
};

/** The request for one operation, as JSON would carry it. */
function requestFor(value: string) {
	const operation = operations.find((known) => known.value === value);
	const body: unknown = JSON.parse(JSON.stringify(operation?.body(application)));
	return { path: operation?.path, body };
}

describe('The operations', () => {
	it('are those of the saved workflows', () => {
		expect(operations.map(({ value }) => value).sort()).toEqual(['coverLetter', 'tailor']);
	});

	it('tailor with everything that the application says', () => {
		expect(requestFor('tailor')).toEqual({ path: '/v1/tailor', body: application });
	});

	it('write a cover letter without a mode, which only tailoring has', () => {
		const { mode, ...letter } = application;
		expect(mode).toBeDefined();
		expect(requestFor('coverLetter')).toEqual({ path: '/v1/cover-letters/generate', body: letter });
	});

	it('do not change the application', () => {
		for (const { body } of operations) {
			expect(() => body(Object.freeze({ ...application }))).not.toThrow();
		}
	});
});

import { coverLetter } from '../../../../nodes/Laddro/operations/application/coverLetter';
import { BadExpression } from '../../parameters/context';
import { bodyFor, itemsFor, run, taskFor } from '../task';

describe('Writing a cover letter', () => {
	it('The operation has the name by which workflows know it, and the words by which people do.', () => {
		expect(coverLetter).toMatchObject({
			resource: 'application',
			value: 'coverLetter',
			label: 'Write Cover Letter',
			action: 'Write cover letter',
			description: expect.stringMatching(/^Write a cover letter for a job posting/),
		});
	});

	it('The request goes to the endpoint for cover letters.', async () => {
		const { requests } = await run(taskFor(coverLetter));
		expect(requests.map(({ path }) => path)).toEqual(['/v1/cover-letters/generate']);
		expect(await itemsFor(coverLetter)).toMatchObject([{ operation: 'coverLetter' }]);
	});

	it('A letter has no mode, which only tailoring has, and everything else.', async () => {
		const parameters = { positionName: 'Chef', options: { language: 'de', mode: 'new' } };
		expect(await bodyFor(coverLetter, parameters)).toEqual({
			resumeId: 'res_1',
			positionName: 'Chef',
			jobDescription: 'We look for an engineer.',
			language: 'de',
		});
		const mode = new BadExpression('x is not defined');
		expect(await bodyFor(coverLetter, { options: { mode } })).not.toHaveProperty('mode');
	});
});

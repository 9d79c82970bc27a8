import { tailor } from '../../../../nodes/Laddro/operations/application/tailor';
import { parametersWith } from '../../parameters/context';
import { bodyFor, itemsFor, run, taskFor } from '../task';

describe('Tailoring a resume', () => {
	it('The operation has the name by which workflows know it, and the words by which people do.', () => {
		expect(tailor).toMatchObject({
			resource: 'application',
			value: 'tailor',
			label: 'Tailor Resume',
			action: 'Tailor resume',
			description: expect.stringMatching(/^Rewrite a resume for a job posting/),
		});
	});

	it('The request goes to the endpoint for tailoring.', async () => {
		const { requests } = await run(taskFor(tailor));
		expect(requests.map(({ path }) => path)).toEqual(['/v1/tailor']);
		expect(await itemsFor(tailor)).toMatchObject([{ operation: 'tailor' }]);
	});

	it.each(['standard', 'new'])('The mode "%s" is sent as it is.', async (mode) => {
		expect(await bodyFor(tailor, { options: { mode } })).toMatchObject({ mode });
	});

	it.each([undefined, null, ''])("The mode is Laddro's choice when it is %j.", async (mode) => {
		expect(await bodyFor(tailor, { options: { mode } })).not.toHaveProperty('mode');
	});

	it('Any other mode is refused.', () => {
		expect(tailor.read(parametersWith({ options: { mode: 'old' } }))).toMatchObject({
			failure: { message: "'Mode' has an unknown value", advice: 'Use one of: standard, new.' },
		});
	});
});

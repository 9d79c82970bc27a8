import type { Failure } from '../../../../nodes/Laddro/common/failure';
import { tailor } from '../../../../nodes/Laddro/operations/application/tailor';
import { CONNECTION_CUT, TWO_SECTIONS } from '../../output/generation';
import { run, taskFor } from '../task';

const KEEP = { requestOptions: { onInterruption: 'keepPartial' } };
const EVENT: Failure = { kind: 'streamError', isFirstEvent: false };

describe('A document whose stream did not come to its end', () => {
	it.each(['document', 'sections'])(
		'It fails its item, with all that is known of it, unless what arrived is to be kept: %s',
		async (output) => {
			const ids = { resumeId: 'res_9' };
			const cut = { failure: CONNECTION_CUT, attempts: 2, ids };
			const { items, failed, interruption } = await run(taskFor(tailor, { output }), cut);
			expect(items).toEqual([]);
			expect(interruption).toBeUndefined();
			expect(failed).toEqual({
				failure: CONNECTION_CUT,
				call: expect.objectContaining(cut),
				sections: TWO_SECTIONS,
				operation: 'tailor',
				documentId: 'res_9',
				resume: undefined,
			});
		},
	);

	it.each([
		['a cut connection', CONNECTION_CUT],
		['an error of the server', EVENT],
	])('What arrived before %s can be kept, marked as incomplete.', async (_, failure) => {
		const task = taskFor(tailor, KEEP);
		const { json, failed, interruption } = await run(task, { failure });
		expect(json).toMatchObject([
			{ complete: false, interruption: expect.any(String), sectionCount: 2 },
		]);
		expect(failed).toBeUndefined();
		expect(interruption).toEqual(failure);
	});

	it.each([new Map<string, string>(), undefined])(
		'There is nothing to keep where no section had arrived: %j',
		async (value) => {
			const { items, failed } = await run(taskFor(tailor, KEEP), {
				failure: CONNECTION_CUT,
				value,
			});
			expect(items).toEqual([]);
			expect(failed).toMatchObject({ failure: CONNECTION_CUT, sections: new Map() });
		},
	);

	it('Nothing is kept after the execution was stopped.', async () => {
		const { items, failed } = await run(taskFor(tailor, KEEP), { failure: { kind: 'stopped' } });
		expect(items).toEqual([]);
		expect(failed).toMatchObject({ failure: { kind: 'stopped' } });
	});

	it('A document that is complete is not said to be interrupted.', async () => {
		const { json, failed, interruption } = await run(taskFor(tailor, KEEP));
		expect(json).toMatchObject([{ complete: true }]);
		expect(failed).toBeUndefined();
		expect(interruption).toBeUndefined();
	});
});

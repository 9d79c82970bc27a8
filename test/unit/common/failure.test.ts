import { thrownParameter } from '../../../nodes/Laddro/common/failure';

describe('thrownParameter', () => {
	it("keeps n8n's error, and takes message and advice from it", () => {
		const thrown = Object.assign(new Error('Wrong expression'), { description: 'Use another' });
		const failure = thrownParameter(thrown);
		expect(failure).toEqual({
			kind: 'parameter',
			message: 'Wrong expression',
			advice: 'Use another',
			thrown,
		});
		expect(failure.thrown).toBe(thrown);
	});

	it.each([[null], [undefined], [42]])(
		'has no advice when the description is %j',
		(description) => {
			const thrown = Object.assign(new Error('Wrong expression'), { description });
			expect(thrownParameter(thrown).advice).toBeUndefined();
		},
	);

	it('makes an error of anything else that is thrown', () => {
		expect(thrownParameter('locked')).toMatchObject({
			message: 'locked',
			thrown: expect.any(Error),
		});
	});
});

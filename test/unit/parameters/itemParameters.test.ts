import { ItemParameters, unusable } from '../../../nodes/Laddro/parameters/itemParameters';
import { BadExpression, contextWith, expressionFor, parametersWith } from './context';

describe('The parameters of an item', () => {
	it('A parameter is read for its own item.', () => {
		const { context } = contextWith({ jobPosting: 'One' }, { jobPosting: 'Two' });
		const value = new ItemParameters(context, 1).value('jobPosting');
		expect(value).toEqual({ ok: true, value: 'Two' });
	});

	it('A parameter in a collection is asked for by its path, and nothing else of the collection is.', () => {
		const { asked, parameters } = contextWith({
			options: { mode: 'new', additionalFields: new BadExpression('x is not defined') },
		});
		expect(parameters().value('mode', 'options')).toEqual({ ok: true, value: 'new' });
		expect(asked).toEqual(['options.mode']);
	});

	it.each([
		['is missing', undefined],
		['is null', null],
		['is an expression that gives undefined', expressionFor(undefined)],
	])('A parameter that %s reads as null.', (_, positionName) => {
		expect(parametersWith({ positionName }).value('positionName')).toEqual({
			ok: true,
			value: null,
		});
	});

	it('The values of nothing and of false are read as they are.', () => {
		for (const value of ['', 0, false]) {
			expect(parametersWith({ positionName: value }).value('positionName')).toEqual({
				ok: true,
				value,
			});
		}
	});

	it.each(['list', 'id'])('The id of a resource locator is read in its mode "%s".', (mode) => {
		const parameters = parametersWith({ resumeId: { mode, value: 'res_2' } });
		expect(parameters.locatedId('resumeId')).toEqual({ ok: true, value: 'res_2' });
	});

	it('The id of a resource locator in a collection is read by its path.', () => {
		const { asked, parameters } = contextWith({
			options: { font: { mode: 'id', value: 'Inter' } },
		});
		expect(parameters().locatedId('font', 'options')).toEqual({ ok: true, value: 'Inter' });
		expect(asked).toEqual(['options.font']);
	});

	it('Other parameters are read whole.', () => {
		const value = { mode: 'x', value: 'y' };
		const parameters = parametersWith({ positionName: value });
		expect(parameters.value('positionName')).toEqual({ ok: true, value });
	});

	it("An expression that fails is a failure with n8n's own words and error.", () => {
		const thrown = new BadExpression('x is not defined');
		expect(parametersWith({ positionName: thrown }).value('positionName')).toEqual({
			ok: false,
			failure: {
				kind: 'parameter',
				message: 'x is not defined',
				advice: 'Check the expression.',
				thrown,
			},
		});
	});

	it('A value that can not be used is a failure of the parameter.', () => {
		expect(unusable('Wrong', 'Do it right.')).toEqual({
			ok: false,
			failure: { kind: 'parameter', message: 'Wrong', advice: 'Do it right.' },
		});
	});
});

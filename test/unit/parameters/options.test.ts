import { additionalFields, includeInputFields } from '../../../nodes/Laddro/parameters/options';
import { BadExpression, parametersWith } from './context';

const read = (value: unknown) =>
	additionalFields.read(parametersWith({ options: { additionalFields: value } }));

describe('Additional body fields', () => {
	it.each([
		['an object', { templateId: 'COBALT' }],
		['JSON', '{"templateId":"COBALT"}'],
		['JSON with blanks around it', '\n {"templateId":"COBALT"} '],
	])('The fields can be given as %s.', (_, value) => {
		expect(read(value)).toEqual({ ok: true, value: { templateId: 'COBALT' } });
	});

	it.each(['', '  ', '{}', null, undefined, {}])('There are no fields for %j.', (value) => {
		expect(read(value)).toEqual({ ok: true, value: {} });
	});

	it.each(['{', '[1]', 'null', '7', [], 7, true])('The value %j is refused.', (value) => {
		expect(read(value)).toEqual({
			ok: false,
			failure: {
				kind: 'parameter',
				message: "'Additional Body Fields' is not a JSON object",
				advice: 'Write the fields as an object, e.g. {"name": "value"}.',
			},
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(read(new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
	});
});

describe('Include Input Fields', () => {
	it('The option is off unless it is switched on.', () => {
		const read = (options: object) => includeInputFields.read(parametersWith({ options }));
		expect(read({})).toEqual({ ok: true, value: false });
		expect(read({ includeInputFields: true })).toEqual({ ok: true, value: true });
	});
});

import { resumeId } from '../../../nodes/Laddro/parameters/resume';
import { BadExpression, parametersWith } from './context';

const read = (value: unknown) => resumeId.read(parametersWith({ resumeId: value }));

describe('The resume', () => {
	it.each([
		[{ mode: 'list', value: 'res_2' }, 'res_2'],
		[{ mode: 'id', value: ' res_2 ' }, 'res_2'],
		['res_2', 'res_2'],
		[17, '17'],
	])('The id of %j is "%s".', (value, id) => {
		expect(read(value)).toEqual({ ok: true, value: id });
	});

	it.each([{ mode: 'list', value: '' }, { mode: 'id', value: '  ' }, '', '   ', null, undefined])(
		'The default resume is used for %j.',
		(value) => {
			// A parameter that is not set at all has a default in these tests.
			expect(read(value ?? null)).toEqual({ ok: true, value: undefined });
		},
	);

	it('Anything but text is refused.', () => {
		expect(read({ id: 1 })).toMatchObject({
			ok: false,
			failure: { message: "'Resume' is not text", advice: 'Enter text.' },
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(read(new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
	});
});

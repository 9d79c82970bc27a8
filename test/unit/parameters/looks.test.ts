import { looks } from '../../../nodes/Laddro/parameters/looks';
import { BadExpression, contextWith, parametersWith } from './context';

const PICKED = ['templateId', 'colorId', 'font'] as const;
const NUMBERS = ['spacing', 'margin', 'fontSize'] as const;

/** The values of all looks where one of them is set. */
const read = (name: string, value: unknown) =>
	looks.read(parametersWith({ options: { [name]: value } }));

describe('The looks of a PDF file', () => {
	it('Nothing is set unless it is added.', () => {
		expect(looks.read(parametersWith())).toEqual({ ok: true, value: {} });
	});

	it('They are read from Options, each alone.', () => {
		const { asked, parameters } = contextWith({ options: { templateId: 'COBALT' } });
		looks.read(parameters());
		expect(asked).toEqual([
			'options.templateId',
			'options.colorId',
			'options.font',
			'options.spacing',
			'options.margin',
			'options.fontSize',
			'options.pageNumbering',
		]);
		expect(looks.collection).toBe('options');
	});

	it.each(PICKED)('The id that %s holds is passed on, also one that no list has.', (name) => {
		for (const value of [{ mode: 'list', value: 'X1' }, { mode: 'id', value: ' X1 ' }, 'X1']) {
			expect(read(name, value)).toEqual({ ok: true, value: { [name]: 'X1' } });
		}
		for (const value of [{ mode: 'list', value: '' }, ' ', null]) {
			expect(read(name, value)).toEqual({ ok: true, value: {} });
		}
	});

	it.each([
		['templateId', 'Template'],
		['colorId', 'Color'],
		['font', 'Font'],
	] as const)('Anything but text in %s (%s) is refused.', (name, label) => {
		expect(read(name, [])).toMatchObject({ failure: { message: `'${label}' is not text` } });
	});

	it.each(NUMBERS)('The number %s is passed on as it is.', (name) => {
		for (const number of [0, -1, 1.25, 1000]) {
			expect(read(name, number)).toEqual({ ok: true, value: { [name]: number } });
		}
	});

	it.each([...PICKED, ...NUMBERS, 'pageNumbering'] as const)(
		'An expression for %s that fails is the failure.',
		(name) => {
			expect(read(name, new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
		},
	);

	it.each(['none', 'simple', 'fraction', 'page'])('Pages can be numbered as "%s".', (value) => {
		expect(read('pageNumbering', value)).toEqual({ ok: true, value: { pageNumbering: value } });
	});

	it('Any other page numbering is refused.', () => {
		expect(read('pageNumbering', 'roman')).toMatchObject({
			failure: { advice: 'Use one of: fraction, none, page, simple.' },
		});
	});

	it.each([
		['templateId', 'searchTemplates', 'Select a template…'],
		['colorId', 'searchColors', 'Select a color…'],
		['font', 'searchFonts', 'Select a font…'],
	] as const)(
		'%s is picked from a list that can be searched, or given by its ID.',
		(name, searchListMethod, placeholder) => {
			const property = looks.properties.find((each) => each.name === name);
			expect(property).toMatchObject({
				name,
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
			});
			expect(property?.modes).toEqual([
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder,
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: expect.stringMatching(/^e\.g\. \w+$/),
				},
			]);
			expect(property).not.toHaveProperty('searchListMethod');
			expect(property).not.toHaveProperty('placeholder');
		},
	);
});

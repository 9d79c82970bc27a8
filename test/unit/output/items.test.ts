import { toItems, type Generated } from '../../../nodes/Laddro/output/items';
import { TWO_SECTIONS } from './generation';

const generated: Generated = {
	itemIndex: 4,
	operation: 'tailor',
	resumeId: 'res_1',
	sections: TWO_SECTIONS,
};
const failure = { kind: 'interrupted', message: 'The connection was cut' } as const;
const strange = new Map([
	['__proto__', 'a'],
	['constructor', 'b'],
	['2', 'c'],
	['1', 'd'],
]);

describe('One item per section', () => {
	it('carries the section, its place, and the input that it belongs to', () => {
		const common = { operation: 'tailor', resumeId: 'res_1', sectionCount: 2, complete: true };
		expect(toItems(generated, { output: 'sections' })).toEqual([
			{
				json: {
					...common,
					section: 'work_experience',
					title: 'Work Experience',
					content: 'Built things.',
					sectionIndex: 0,
				},
				pairedItem: { item: 4 },
			},
			{
				json: {
					...common,
					section: 'skills',
					title: 'Skills',
					content: 'TypeScript',
					sectionIndex: 1,
				},
				pairedItem: { item: 4 },
			},
		]);
	});

	it('says of an interrupted document that it is not complete, and why', () => {
		for (const { json } of toItems({ ...generated, failure }, { output: 'sections' })) {
			expect(json).toMatchObject({ complete: false, interruption: 'The connection was cut' });
		}
	});

	it('keeps the order of sections whose names are numbers', () => {
		const items = toItems({ ...generated, sections: strange }, { output: 'sections' });
		expect(items.map(({ json }) => json.section)).toEqual(['__proto__', 'constructor', '2', '1']);
	});

	it('has its own object for each item', () => {
		const [first, second] = toItems(generated, { output: 'sections' });
		first!.json.content = 'changed';
		expect(second!.json.content).toBe('TypeScript');
		expect(first!.pairedItem).not.toBe(second!.pairedItem);
	});

	it('says null for the default resume', () => {
		const [item] = toItems({ ...generated, resumeId: null }, { output: 'sections' });
		expect(item!.json.resumeId).toBeNull();
	});

	it('does not change what was generated', () => {
		const before = [...generated.sections];
		toItems(Object.freeze({ ...generated }), { output: 'sections' });
		toItems(Object.freeze({ ...generated }), { output: 'document', format: 'html' });
		expect([...generated.sections]).toEqual(before);
	});
});

describe('A single document', () => {
	it.each([
		['markdown', '## Work Experience\n\nBuilt things.\n\n## Skills\n\nTypeScript'],
		['html', '<h2>Work Experience</h2>\n<p>Built things.</p>\n<h2>Skills</h2>\n<p>TypeScript</p>'],
		['text', 'Work Experience\nBuilt things.\n\nSkills\nTypeScript'],
	] as const)('is one item with the whole document in %s', (format, document) => {
		expect(toItems(generated, { output: 'document', format })).toEqual([
			{
				json: {
					operation: 'tailor',
					resumeId: 'res_1',
					document,
					format,
					sections: { work_experience: 'Built things.', skills: 'TypeScript' },
					sectionOrder: ['work_experience', 'skills'],
					sectionCount: 2,
					complete: true,
				},
				pairedItem: { item: 4 },
			},
		]);
	});

	it('says of an interrupted document that it is not complete, and why', () => {
		const [item] = toItems({ ...generated, failure }, { output: 'document', format: 'text' });
		expect(item!.json).toMatchObject({ complete: false, interruption: 'The connection was cut' });
	});

	it('takes sections called __proto__ and constructor for data', () => {
		const [item] = toItems(
			{ ...generated, sections: strange },
			{ output: 'document', format: 'text' },
		);
		const sections = item!.json.sections as object;
		expect(Object.getOwnPropertyDescriptor(sections, '__proto__')?.value).toBe('a');
		expect(Object.getOwnPropertyDescriptor(sections, 'constructor')?.value).toBe('b');
		expect(Object.getPrototypeOf(sections)).toBe(Object.prototype);
		expect(JSON.parse(JSON.stringify(sections))).toEqual(sections);
		expect(item!.json.sectionOrder).toEqual(['__proto__', 'constructor', '2', '1']);
	});
});

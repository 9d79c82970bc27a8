import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FormatName } from '../../../nodes/Laddro/output/document';
import {
	hasUsableSections,
	pairedItems,
	toItems,
	type Generated,
	type OutputItem,
} from '../../../nodes/Laddro/output/items';
import { CONNECTION_CUT, STRANGE_SECTIONS, TWO_SECTIONS } from './generation';

const generated: Omit<Generated, 'style'> = {
	operation: 'tailor',
	resumeId: 'res_1',
	sections: TWO_SECTIONS,
};
/** The output items in this form. */
async function itemsOf(
	parts: Omit<Generated, 'style'>,
	{ output, format }: { output: 'sections' | 'document'; format: FormatName },
): Promise<IDataObject[]> {
	return await toItems([{ ...parts, style: { format, headings: true } }], output, 1);
}

const interruption = 'The connection was cut before the document was complete';

describe('One item per section', () => {
	const form = { output: 'sections', format: 'markdown' } as const;

	it('An item has the section, its place in the document and what was asked for.', async () => {
		const common = { sectionCount: 2, operation: 'tailor', resumeId: 'res_1', complete: true };
		expect(await itemsOf(generated, form)).toEqual([
			{
				...common,
				title: 'Work Experience',
				content: 'Built things.',
				section: 'work_experience',
				sectionIndex: 0,
			},
			{ ...common, title: 'Skills', content: 'TypeScript', section: 'skills', sectionIndex: 1 },
		]);
	});

	it('The keys stand in the order in which people look for them.', async () => {
		const keys = [
			'title',
			'content',
			'section',
			'sectionIndex',
			'sectionCount',
			'operation',
			'resumeId',
			'complete',
		];
		for (const item of await itemsOf(generated, form)) expect(Object.keys(item)).toEqual(keys);
		for (const item of await itemsOf({ ...generated, failure: CONNECTION_CUT }, form)) {
			expect(Object.keys(item)).toEqual([...keys, 'interruption']);
		}
	});

	it('The items of an interrupted document say that it is not complete, and why.', async () => {
		const items = await itemsOf({ ...generated, failure: CONNECTION_CUT }, form);
		expect(items).toHaveLength(2);
		for (const item of items) expect(item).toMatchObject({ complete: false, interruption });
	});

	it('The sections keep the order in which they came, even with numbers for names.', async () => {
		const items = await itemsOf({ ...generated, sections: STRANGE_SECTIONS }, form);
		expect(items.map(({ section }) => section)).toEqual(['__proto__', 'constructor', '2', '1']);
	});

	it('Each item is an object of its own.', async () => {
		const [first, second] = await itemsOf(generated, form);
		first!.content = 'changed';
		expect(second!.content).toBe('TypeScript');
	});

	it('The resume is null when the default one was used.', async () => {
		const [item] = await itemsOf({ ...generated, resumeId: null }, form);
		expect(item!.resumeId).toBeNull();
	});
});

describe('A single document', () => {
	it.each([
		['markdown', '## Work Experience\n\nBuilt things.\n\n## Skills\n\nTypeScript'],
		['html', '<h2>Work Experience</h2>\n<p>Built things.</p>\n<h2>Skills</h2>\n<p>TypeScript</p>'],
		['text', 'Work Experience\nBuilt things.\n\nSkills\nTypeScript'],
		['slack', '*Work Experience*\nBuilt things.\n\n*Skills*\nTypeScript'],
	] as const)('A document in %s is one item with the whole text.', async (format, document) => {
		expect(await itemsOf(generated, { output: 'document', format })).toEqual([
			{
				document,
				format,
				operation: 'tailor',
				resumeId: 'res_1',
				sections: { work_experience: 'Built things.', skills: 'TypeScript' },
				sectionOrder: ['work_experience', 'skills'],
				sectionCount: 2,
				complete: true,
			},
		]);
	});

	it('The keys stand in the order in which people look for them.', async () => {
		const keys = [
			'document',
			'format',
			'operation',
			'resumeId',
			'sections',
			'sectionOrder',
			'sectionCount',
			'complete',
		];
		const form = { output: 'document', format: 'text' } as const;
		expect(Object.keys((await itemsOf(generated, form))[0]!)).toEqual(keys);
		expect(
			Object.keys((await itemsOf({ ...generated, failure: CONNECTION_CUT }, form))[0]!),
		).toEqual([...keys, 'interruption']);
	});

	it('The item of an interrupted document says that it is not complete, and why.', async () => {
		const form = { output: 'document', format: 'text' } as const;
		const [item] = await itemsOf({ ...generated, failure: CONNECTION_CUT }, form);
		expect(item).toMatchObject({ complete: false, interruption });
	});

	it('Sections called __proto__ and constructor are data like any other.', async () => {
		const form = { output: 'document', format: 'text' } as const;
		const [item] = await itemsOf({ ...generated, sections: STRANGE_SECTIONS }, form);
		const sections = item!.sections as object;
		expect(Object.getOwnPropertyDescriptor(sections, '__proto__')?.value).toBe('a');
		expect(Object.getOwnPropertyDescriptor(sections, 'constructor')?.value).toBe('b');
		expect(Object.getPrototypeOf(sections)).toBe(Object.prototype);
		expect(JSON.parse(JSON.stringify(sections))).toEqual(sections);
		expect(item!.sectionOrder).toEqual(['__proto__', 'constructor', '2', '1']);
		expect(item!.document).toBe('Proto\na\n\nConstructor\nb\n\n2\nc\n\n1\nd');
	});
});

it('What was generated is not changed by making items of it.', async () => {
	const before = [...generated.sections];
	await itemsOf(Object.freeze({ ...generated }), { output: 'sections', format: 'markdown' });
	await itemsOf(Object.freeze({ ...generated }), { output: 'document', format: 'html' });
	expect([...generated.sections]).toEqual(before);
});

describe('What arrived of an interrupted document', () => {
	it.each([
		['keepPartial', 'interrupted', true, true],
		['keepPartial', 'streamError', true, true],
		['keepPartial', 'interrupted', false, false],
		['keepPartial', 'stopped', true, false],
		['fail', 'interrupted', true, false],
	] as const)(
		'With On Interrupted Stream "%s", the failure %s and sections: %s it is handed on: %s',
		(onInterruption, kind, hasSections, isUsable) => {
			const sections = hasSections ? TWO_SECTIONS : new Map<string, string>();
			const failure = {
				interrupted: CONNECTION_CUT,
				streamError: { kind: 'streamError', isFirstEvent: false },
				stopped: { kind: 'stopped' },
			} as const;
			const partial = { sections, failure: failure[kind] };
			expect(hasUsableSections(partial, onInterruption)).toBe(isUsable);
		},
	);
});

describe('The output items of an input item', () => {
	const items: OutputItem[] = [
		{ json: { title: 'Skills', content: 'SQL' } },
		{ json: { title: 'Summary' } },
	];
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain' } };

	it('Each output item is paired with its input.', () => {
		expect(pairedItems(items, 4)).toEqual([
			{ ...items[0], pairedItem: { item: 4 } },
			{ ...items[1], pairedItem: { item: 4 } },
		]);
		const [first, second] = pairedItems(items, 4);
		expect(first!.pairedItem).not.toBe(second!.pairedItem);
	});

	it("The input's fields and files are left out unless they are to be kept.", () => {
		for (const item of pairedItems(items, 0)) {
			expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
		}
	});

	it("The input's fields come after the node's own, which win where names are equal.", () => {
		const input: INodeExecutionData = { json: { row: 7, title: 'Mine', note: 'x' } };
		const [first, second] = pairedItems(items, 0, input);
		expect(Object.entries(first!.json)).toEqual([
			['title', 'Skills'],
			['content', 'SQL'],
			['row', 7],
			['note', 'x'],
		]);
		expect(Object.entries(second!.json)).toEqual([
			['title', 'Summary'],
			['row', 7],
			['note', 'x'],
		]);
		expect(first).not.toHaveProperty('binary');
	});

	it("The input's files are kept, and no two items share the object that holds them.", () => {
		const input: INodeExecutionData = { json: {}, binary };
		const [first, second] = pairedItems(items, 0, input);
		expect(first!.binary).toEqual(binary);
		expect(second!.binary).toEqual(binary);
		expect(first!.binary).not.toBe(second!.binary);
		expect(first!.binary).not.toBe(binary);
	});

	it('The input item is not changed.', () => {
		const input = Object.freeze({ json: Object.freeze({ row: 7 }), binary: Object.freeze(binary) });
		const [first] = pairedItems(items, 0, input);
		first!.json.row = 8;
		first!.binary!.more = binary.data;
		expect(input).toEqual({ json: { row: 7 }, binary });
		expect(Object.keys(binary)).toEqual(['data']);
	});

	it('A field called __proto__ of the input is data like any other.', () => {
		const input: INodeExecutionData = { json: JSON.parse('{"__proto__":{"polluted":true}}') };
		const [first] = pairedItems(items, 0, input);
		expect(Object.getPrototypeOf(first!.json)).toBe(Object.prototype);
		expect(Object.keys(first!.json)).toContain('__proto__');
	});

	it("An item's own file is kept beside those of its input, and wins where names are equal.", () => {
		const own = { data: { data: 'bmV3', mimeType: 'application/pdf' } };
		const note = { data: 'eA==', mimeType: 'text/plain' };
		const input: INodeExecutionData = { json: {}, binary: { ...binary, note } };
		const [item] = pairedItems([{ json: {}, binary: own }], 0, input);
		expect(item!.binary).toEqual({ ...own, note });
		expect(pairedItems([{ json: {}, binary: own }], 0)).toEqual([
			{ json: {}, binary: own, pairedItem: { item: 0 } },
		]);
	});
});

describe('The id under which Laddro has stored a document', () => {
	const withId = { ...generated, documentId: 'res_9' };

	it('It comes after the resume that was asked for, in each form.', async () => {
		for (const output of ['sections', 'document'] as const) {
			for (const item of await itemsOf(withId, { output, format: 'text' })) {
				const keys = Object.keys(item);
				expect(item.documentId).toBe('res_9');
				expect(keys[keys.indexOf('documentId') - 1]).toBe('resumeId');
			}
		}
	});

	it('A resume and its letter have one each.', async () => {
		const style = { format: 'text', headings: true } as const;
		const letter = { ...generated, operation: 'coverLetter', documentId: 'let_9', style };
		const [both] = await toItems([{ ...withId, style }, letter], 'document', 2);
		expect(Object.keys(both!)).toEqual([
			'resume',
			'coverLetter',
			'format',
			'operation',
			'resumeId',
			'documentId',
			'coverLetterId',
			'resumeSections',
			'coverLetterSections',
			'complete',
		]);
		expect(both).toMatchObject({ documentId: 'res_9', coverLetterId: 'let_9' });
		const [nameless] = await toItems([{ ...generated, style }], 'document', 2);
		expect(nameless).not.toHaveProperty('documentId');
		expect(nameless).not.toHaveProperty('coverLetterId');
		expect(nameless).toMatchObject({ coverLetter: null, coverLetterSections: {} });
	});
});

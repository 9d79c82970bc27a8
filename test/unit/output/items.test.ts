import type { IDataObject } from 'n8n-workflow';
import { documentItem, generatedItems, type Generated } from '../../../nodes/Laddro/output/items';
import type { FormatName } from '../../../nodes/Laddro/render/document';
import { CONNECTION_CUT, STRANGE_SECTIONS, TWO_SECTIONS } from './generation';

const generated: Omit<Generated, 'style'> = {
	operation: 'tailor',
	resumeId: 'res_1',
	sections: TWO_SECTIONS,
};

/** The fields of the output items in this form. */
async function itemsOf(
	parts: Omit<Generated, 'style'>,
	{
		output,
		format,
		simplify = false,
	}: { output: 'sections' | 'document'; format: FormatName; simplify?: boolean },
): Promise<IDataObject[]> {
	const style = { format, headings: true };
	const items = await generatedItems([{ ...parts, style }], { output, simplify }, 1);
	return items.map(({ json }) => json);
}

/** Documents with all that is known of them. */
const WHOLE = { output: 'document', simplify: false } as const;

const interruption = "Laddro's response broke off before the document was complete";

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

describe('The id under which Laddro has stored a document', () => {
	const withId = { ...generated, documentId: 'res_9' };

	it('Of sections it comes after the resume that was asked for, and of a document before it.', async () => {
		for (const output of ['sections', 'document'] as const) {
			for (const item of await itemsOf(withId, { output, format: 'text' })) {
				const keys = Object.keys(item);
				expect(item.documentId).toBe('res_9');
				expect(keys[keys.indexOf('documentId') - 1]).toBe(
					output === 'document' ? 'operation' : 'resumeId',
				);
			}
		}
	});
});

describe('A document that is simplified', () => {
	const form = { output: 'document', format: 'text', simplify: true } as const;

	it('It has its text, its id and whether it is complete, and no sections.', async () => {
		const known = { ...generated, documentId: 'res_9', details: { score: 82 } };
		const [item] = await itemsOf(known, form);
		expect(Object.entries(item ?? {})).toEqual([
			['document', 'Work Experience\nBuilt things.\n\nSkills\nTypeScript'],
			['format', 'text'],
			['operation', 'tailor'],
			['documentId', 'res_9'],
			['complete', true],
		]);
		const [whole] = await itemsOf(known, { ...form, simplify: false });
		expect(Object.keys(whole ?? {})).toEqual([
			'document',
			'format',
			'operation',
			'documentId',
			'resumeId',
			'sections',
			'sectionOrder',
			'sectionCount',
			'details',
			'complete',
		]);
	});

	it('It still says that it was interrupted, or read back.', async () => {
		expect(await itemsOf({ ...generated, failure: CONNECTION_CUT }, form)).toMatchObject([
			{ complete: false, interruption },
		]);
		expect(await itemsOf({ ...generated, isRecovered: true }, form)).toMatchObject([
			{ complete: true, recovered: true },
		]);
	});
});

describe('The content of a section', () => {
	const sections = new Map([
		['skills', '- **Go** <script>x()</script>'],
		['empty', '&nbsp;'],
		['employerDetails', 'Acme'],
	]);

	it.each<[FormatName, string[]]>([
		['asSent', [...sections.values()]],
		['markdown', ['- **Go**', '', 'Acme']],
		['html', ['<ul>\n<li><strong>Go</strong></li>\n</ul>', '', '<p>Acme</p>']],
		['text', ['- Go', '', 'Acme']],
		['slack', ['• *Go*', '', 'Acme']],
	])('In the format %s it is written like that of a document.', async (format, contents) => {
		const items = await itemsOf({ ...generated, sections }, { output: 'sections', format });
		expect(items.map(({ content }) => content)).toEqual(contents);
	});

	it('A document as it was sent has the contents as they came, below headings.', async () => {
		const [item] = await itemsOf(
			{ ...generated, sections },
			{ output: 'document', format: 'asSent' },
		);
		expect(item).toMatchObject({
			document: '## Skills\n\n- **Go** <script>x()</script>',
			format: 'asSent',
		});
		const two = {
			...generated,
			sections: new Map([
				['a', ' <b>x</b>\n'],
				['b', 'y'],
			]),
		};
		const style = { format: 'asSent', headings: false } as const;
		const { json } = await documentItem({ ...two, style }, true);
		expect(json.document).toBe(' <b>x</b>\n\n\ny');
	});
});

describe('A resume and its letter', () => {
	const style = { format: 'text', headings: true } as const;
	const resume = { ...generated, documentId: 'res_9', style };
	const letter = {
		...generated,
		operation: 'coverLetter',
		documentId: 'let_9',
		sections: new Map([['opening', 'Dear Jane']]),
		style: { ...style, headings: false },
	};
	const itemOf = async (...documents: Generated[]): Promise<IDataObject> => {
		const items = await generatedItems(documents, WHOLE, 2);
		expect(items).toHaveLength(1);
		return { ...items[0]?.json };
	};

	it('They are one item, each with its own style and id.', async () => {
		const item = await itemOf(resume, letter);
		expect(Object.entries(item)).toEqual([
			['resume', 'Work Experience\nBuilt things.\n\nSkills\nTypeScript'],
			['coverLetter', 'Dear Jane'],
			['format', 'text'],
			['operation', 'both'],
			['resumeId', 'res_1'],
			['documentId', 'res_9'],
			['coverLetterId', 'let_9'],
			['resumeSections', { work_experience: 'Built things.', skills: 'TypeScript' }],
			['coverLetterSections', { opening: 'Dear Jane' }],
			['complete', true],
		]);
	});

	it('Simplified, they have both texts and ids.', async () => {
		const form = { output: 'document', simplify: true } as const;
		const [item] = await generatedItems([resume, letter], form, 2);
		expect(Object.keys({ ...item?.json })).toEqual([
			'resume',
			'coverLetter',
			'format',
			'operation',
			'documentId',
			'coverLetterId',
			'complete',
		]);
	});

	it('Ids that the responses do not name are left out.', async () => {
		const item = await itemOf({ ...generated, style }, { ...letter, documentId: undefined });
		expect(item).not.toHaveProperty('documentId');
		expect(item).not.toHaveProperty('coverLetterId');
	});

	it('There is no letter after a resume that was interrupted.', async () => {
		expect(await itemOf({ ...resume, failure: CONNECTION_CUT })).toMatchObject({
			coverLetter: null,
			coverLetterSections: {},
			complete: false,
			interruption,
		});
	});

	it('They are not complete when the letter was interrupted.', async () => {
		expect(await itemOf(resume, { ...letter, failure: CONNECTION_CUT })).toMatchObject({
			coverLetter: 'Dear Jane',
			complete: false,
			interruption,
		});
	});

	it('As items per section, those of the resume come first.', async () => {
		const items = await generatedItems(
			[resume, letter],
			{ output: 'sections', simplify: false },
			2,
		);
		expect(items.map(({ json }) => [json.section, json.sectionCount, json.documentId])).toEqual([
			['work_experience', 2, 'res_9'],
			['skills', 2, 'res_9'],
			['opening', 1, 'let_9'],
		]);
	});

	it('Without any document there is no item.', async () => {
		expect(await generatedItems([], WHOLE, 2)).toEqual([]);
	});
});

describe("What an agent's model gets of a document", () => {
	const style = { format: 'markdown', headings: false } as const;
	const resume: Generated = { ...generated, documentId: 'res_9', style };
	const letter: Generated = { ...generated, documentId: 'let_9', style };
	const text = 'Built things.\n\nTypeScript';

	it('It is the text without its sections, with the id under which it is stored.', async () => {
		const { forTool } = await documentItem(resume, false);
		expect(Object.entries(Object(forTool))).toEqual([
			['document', text],
			['format', 'markdown'],
			['documentId', 'res_9'],
			['complete', true],
		]);
	});

	it('It says what is missing.', async () => {
		const cut = { ...generated, style, failure: CONNECTION_CUT };
		expect((await documentItem(cut, false)).forTool).toEqual({
			document: text,
			format: 'markdown',
			complete: false,
			interruption,
		});
	});

	it('A resume and its letter come with both ids.', async () => {
		const [whole] = await generatedItems([resume, letter], WHOLE, 2);
		expect(Object.entries(Object(whole?.forTool))).toEqual([
			['resume', text],
			['coverLetter', text],
			['format', 'markdown'],
			['documentId', 'res_9'],
			['coverLetterId', 'let_9'],
			['complete', true],
		]);
		const [cut] = await generatedItems([{ ...resume, failure: CONNECTION_CUT }], WHOLE, 2);
		expect(cut?.forTool).toEqual({
			resume: text,
			coverLetter: null,
			format: 'markdown',
			documentId: 'res_9',
			complete: false,
			interruption,
		});
	});

	it('A section has nothing twice, and comes as it is.', async () => {
		const items = await generatedItems([resume], { output: 'sections', simplify: false }, 1);
		expect(items.map(({ forTool }) => forTool)).toEqual([undefined, undefined]);
	});
});

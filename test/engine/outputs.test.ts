import type { IDataObject } from 'n8n-workflow';
import type { Behaviour, Operation } from '../../emulator';
import { generated, outputItems, type DocumentFormat } from './expected';
import { outputOf, pairedWith, postingOf, postings, rowOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

const operations: Operation[] = ['tailor', 'coverLetter'];
const documentFormats: DocumentFormat[] = ['markdown', 'html', 'text', 'slack'];

const resultFor = (operation: Operation, row = 0) => ({
	operation,
	resumeId: null,
	sections: generated(operation, postingOf(row)),
});

describe.each(['documented', 'sdk'] as const)('In the %s dialect', (dialect) => {
	it.each(operations)('%s returns an item for each section', async (operation) => {
		stage = await Stage.open({ dialect });
		const run = await stage.run({ parameters: { operation } });

		expect(run.run.status).toBe('success');
		expect(outputOf(run)).toEqual(outputItems(resultFor(operation), 'sections'));
		expect(pairedWith(run)).toEqual(outputOf(run).map(() => 0));
		expect(stage.emulator.ledger.credits).toBe(operation === 'tailor' ? 3 : 2);
	});

	it.each(operations.flatMap((operation) => documentFormats.map((f) => [operation, f] as const)))(
		'%s returns one %s document',
		async (operation, documentFormat) => {
			stage = await Stage.open({ dialect });
			const run = await stage.run({
				parameters: { operation, output: 'document', documentFormat },
			});

			expect(outputOf(run)).toEqual(outputItems(resultFor(operation), 'document', documentFormat));
			expect(pairedWith(run)).toEqual([0]);
		},
	);
});

describe('An output item', () => {
	it('of a section has its keys in the order of their importance to people', async () => {
		stage = await Stage.open();
		const [section] = outputOf(await stage.run());
		expect(Object.keys(section ?? {})).toEqual([
			'title',
			'content',
			'section',
			'sectionIndex',
			'sectionCount',
			'operation',
			'resumeId',
			'documentId',
			'complete',
		]);
	});

	it('names the resume that was asked for', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_jonas_mueller' });
		const sections = generated('tailor', postingOf(0), 'res_jonas_mueller');
		expect(outputOf(await stage.run({ rows }))).toEqual(
			outputItems({ operation: 'tailor', resumeId: 'res_jonas_mueller', sections }, 'sections'),
		);
	});

	it('has sections called __proto__ or constructor as ordinary properties', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_proto' });
		const run = await stage.run({ rows, parameters: { output: 'document' } });

		const [{ sections = null } = {}] = outputOf(run);
		expect(Object.entries(sections ?? {})).toEqual([
			['__proto__', 'A section like any other, whatever its name.'],
			['constructor', 'So is this one.'],
			['toString', 'And this one.'],
		]);
		expect(Object.getPrototypeOf(sections)).toBe(Object.prototype);
	});

	it('has no markup in HTML but what is harmless, whatever the API sends', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_markup' });
		const run = await stage.run({
			rows,
			parameters: { output: 'document', documentFormat: 'html' },
		});

		const [{ document = '' } = {}] = outputOf(run);
		const tags = new Set(String(document).match(/<[^/>][^>]*>/g));
		expect([...tags].sort()).toEqual(['<h2>', '<h3>', '<li>', '<p>', '<strong>', '<ul>']);
		expect(document).toContain('Research &amp; &quot;development&quot; <strong>lead</strong>');
		expect(document).toContain('<li>a link</li>');
		expect(document).toContain('<h2>A&lt;b&gt;&amp;&quot;c&quot;</h2>');
		expect(document).not.toContain('evil.example');
	});

	it('begins with the person, without a heading', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_single' });
		const run = await stage.run({ rows, parameters: { output: 'document' } });
		expect(outputOf(run)).toMatchObject([
			{ sectionCount: 1, document: expect.stringMatching(/^([^#\n]+\n){2}[^\n]+ · [^\n]+$/) },
		]);
	});
});

it('The content of a section is written in the format, which is HTML unless another one is chosen', async () => {
	stage = await Stage.open();
	const contentOf = async (documentFormat?: string) => {
		const items = outputOf(await stage.run({ parameters: { documentFormat } }));
		return items.map(({ content }) => String(content)).join('\n');
	};
	expect(await contentOf()).toMatch(/^<p>[^]*<ul>\n<li>/);
	expect(await contentOf('slack')).toMatch(/^• /m);
});

describe('Section Headings', () => {
	const documentOf = async (operation: Operation, sectionHeadings: boolean) => {
		stage = await Stage.open();
		const parameters = { operation, output: 'document', options: { sectionHeadings } };
		return String(outputOf(await stage.run({ parameters }))[0]?.document);
	};

	it('adds headings to a letter', async () => {
		expect(await documentOf('coverLetter', true)).toMatch(/^## Greeting\n\n\S/);
	});

	it('takes the headings of a resume away', async () => {
		const document = await documentOf('tailor', false);
		expect(document).not.toMatch(/^#/m);
		expect(document).toMatch(/\n\n\S/);
	});
});

describe('Several input items', () => {
	const last = 7;
	/** The first posting is answered last. */
	const laterRowsFirst = ({ body }: { body: Readonly<Record<string, unknown>> }): Behaviour => {
		return { delay: (last - rowOf(body)) * 40 };
	};

	it.each(operations)(
		'give the outputs of %s in their order, whatever finished first',
		async (operation) => {
			stage = await Stage.open({ behaviour: laterRowsFirst });
			const rows = postings(last + 1);
			const requestOptions = { concurrency: rows.length };
			const run = await stage.run({ rows, parameters: { operation, requestOptions } });

			const expected = rows.map((_, row) => outputItems(resultFor(operation, row), 'sections'));
			expect(outputOf(run)).toEqual(expected.flat());
			expect(pairedWith(run)).toEqual(expected.flatMap((items, row) => items.map(() => row)));

			const asked = stage.emulator.ledger.streaming;
			const finished = [...asked].sort((a, b) => Number(a.endedAt) - Number(b.endedAt));
			expect(finished.map(({ number }) => number)).not.toEqual(asked.map(({ number }) => number));
		},
	);

	it('can be referred to by later nodes through $("Source").item', async () => {
		stage = await Stage.open({ behaviour: laterRowsFirst });
		const run = await stage.run({ rows: postings(4) });
		const rowsFound = run.items('After').map(({ json }) => json.value);
		expect(rowsFound).toEqual([0, 1, 2, 3].flatMap((row) => Array(7).fill(row)));
	});

	it('are not changed', async () => {
		stage = await Stage.open();
		const rows: IDataObject[] = postings(3, { nested: { list: [1, { deep: true }] } });
		const before = structuredClone(rows);
		const run = await stage.run({ rows });
		expect(rows).toEqual(before);
		expect(run.items('Source').map(({ json }) => json)).toEqual(before);
	});

	it('may have different outputs', async () => {
		stage = await Stage.open();
		const rows = [
			{ ...postings(1)[0], output: 'document', operation: 'coverLetter' },
			{ ...postings(2)[1], output: 'sections', operation: 'tailor' },
		];
		const output = '={{ $json.output }}';
		const documentFormat = '={{ $json.output === "document" ? "text" : "asSent" }}';
		const run = await stage.run({ rows, parameters: { output, documentFormat } });
		expect(outputOf(run)).toEqual([
			...outputItems(resultFor('tailor', 0), 'document', 'text'),
			...outputItems(resultFor('tailor', 1), 'sections'),
		]);
	});
});

describe('A stream of 2,000 sections and 8 MB', () => {
	const count = 2000;
	const content = (n: number) => `Section ${n} – ${'väliä '.repeat(700)}`;
	const names = Array.from({ length: count }, (_, n) => `section_${n}`);

	const openBig = async () => {
		const pieces = names.map((section, n) => ({ section, content: content(n) }));
		stage = await Stage.open({ behaviour: () => ({ events: pieces }) });
	};

	it('becomes that many items, complete and in order', async () => {
		await openBig();
		const run = await stage.run();
		const items = outputOf(run);
		expect(items.map(({ section }) => section)).toEqual(names);
		expect(items.every((item, n) => item.content === content(n))).toBe(true);
		expect(items.every((item, n) => item.sectionIndex === n && item.sectionCount === count)).toBe(
			true,
		);
		expect(items.every(({ complete }) => complete)).toBe(true);
		expect(
			items.reduce((bytes, item) => bytes + Buffer.byteLength(String(item.content)), 0),
		).toBeGreaterThan(8e6);
		expect(new Set(pairedWith(run))).toEqual(new Set([0]));
	});

	it('becomes one document', async () => {
		await openBig();
		const [item] = outputOf(await stage.run({ parameters: { output: 'document' } }));
		expect(item).toMatchObject({ sectionCount: count, sectionOrder: names, complete: true });
		expect(String(item?.document).match(/^## /gm)).toHaveLength(count);
	});
});

it('the connection is closed after `done`, although the server keeps it open', async () => {
	stage = await Stage.open();
	const rows = postings(1, { resumeId: 'res_fault_holds_open' });
	const run = await stage.run({ rows });
	expect(outputOf(run)).toHaveLength(7);
	await stage.emulator.ledger.settled();
	expect(stage.emulator.ledger.streaming).toMatchObject([{ endedBy: 'client', afterDone: true }]);
});

describe('Include Input Fields', () => {
	const binary = { data: { data: 'UERG', mimeType: 'application/pdf', fileName: 'resume.pdf' } };
	const rows = postings(2, { format: 'of the row', company: 'Nurses Ltd' });
	const including = { options: { includeInputFields: true } };

	it("adds the row's fields and files behind the node's own, which are kept where names are equal", async () => {
		stage = await Stage.open();
		const parameters = { output: 'document', ...including };
		const run = await stage.run({ rows, binary, parameters });
		const [first] = run.items('Laddro');
		expect(Object.keys(first?.json ?? {})).toEqual([
			'document',
			'format',
			'operation',
			'documentId',
			'resumeId',
			'sections',
			'sectionOrder',
			'sectionCount',
			'complete',
			'row',
			'posting',
			'company',
		]);
		expect(first?.json).toMatchObject({ format: 'markdown', company: 'Nurses Ltd', row: 0 });
		expect(first?.binary).toEqual(binary);
		expect(run.items('Source')[0]?.json).toEqual(rows[0]);
	});

	it('adds the fields of the row to each of its sections', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, binary, parameters: including });
		expect(outputOf(run).map(({ row }) => row)).toEqual(pairedWith(run));
		expect(run.items('Laddro').every((item) => item.binary)).toBe(true);
	});

	it('is off unless it is set', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, binary });
		expect(outputOf(run)[0]).not.toHaveProperty('company');
		expect(run.items('Laddro')[0]).not.toHaveProperty('binary');
	});
});

it('the output is a document in HTML, simplified, unless another one is chosen', async () => {
	stage = await Stage.open();
	const run = await stage.run({ file: 'defaults.json' });
	expect(outputOf(run)).toEqual([
		{
			document: expect.stringMatching(/^<p>[^#]+<h2>Summary<\/h2>\n<p>/),
			format: 'html',
			operation: 'tailor',
			documentId: expect.any(String),
			complete: true,
		},
	]);
});

it('the item names the resume that an additional body field has chosen', async () => {
	stage = await Stage.open();
	const additionalFields = '{ "resumeId": "res_maya_okafor" }';
	const parameters = { output: 'document', options: { additionalFields } };
	const run = await stage.run({ parameters });
	expect(outputOf(run)).toMatchObject([{ resumeId: 'res_maya_okafor' }]);
	expect(stage.emulator.ledger.streaming).toMatchObject([{ resumeId: 'res_maya_okafor' }]);
});

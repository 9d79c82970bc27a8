import type { IDataObject } from 'n8n-workflow';
import type { Behaviour, Operation } from '../../emulator';
import { generated, outputItems, type DocumentFormat } from './expected';
import { handedOn, pairedWith, postingOf, postings, rowOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

const operations: Operation[] = ['tailor', 'coverLetter'];
const documentFormats: DocumentFormat[] = ['markdown', 'html', 'text'];

const resultFor = (operation: Operation, row = 0) => ({
	operation,
	resumeId: null,
	sections: generated(operation, postingOf(row)),
});

describe.each(['documented', 'sdk'] as const)('In the %s dialect', (dialect) => {
	it.each(operations)('%s hands on an item for each section', async (operation) => {
		stage = await Stage.open({ dialect });
		const run = await stage.run({ parameters: { operation } });

		expect(run.run.status).toBe('success');
		expect(handedOn(run)).toEqual(outputItems(resultFor(operation), 'sections'));
		expect(pairedWith(run)).toEqual(handedOn(run).map(() => 0));
		expect(stage.emulator.ledger.credits).toBe(operation === 'tailor' ? 3 : 2);
	});

	it.each(operations.flatMap((operation) => documentFormats.map((f) => [operation, f] as const)))(
		'%s hands on one %s document',
		async (operation, documentFormat) => {
			stage = await Stage.open({ dialect });
			const run = await stage.run({
				parameters: { operation, output: 'document', documentFormat },
			});

			expect(handedOn(run)).toEqual(outputItems(resultFor(operation), 'document', documentFormat));
			expect(pairedWith(run)).toEqual([0]);
		},
	);
});

describe('An output item', () => {
	it('has its keys in the order in which people read them', async () => {
		stage = await Stage.open();
		const [section] = handedOn(await stage.run());
		expect(Object.keys(section ?? {})).toEqual([
			'operation',
			'resumeId',
			'section',
			'title',
			'content',
			'sectionIndex',
			'sectionCount',
			'complete',
		]);
		const [document] = handedOn(await stage.run({ parameters: { output: 'document' } }));
		expect(Object.keys(document ?? {})).toEqual([
			'operation',
			'resumeId',
			'document',
			'format',
			'sections',
			'sectionOrder',
			'sectionCount',
			'complete',
		]);
	});

	it('names the resume that was asked for', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_jonas_mueller' });
		const sections = generated('tailor', postingOf(0), 'res_jonas_mueller');
		expect(handedOn(await stage.run({ rows }))).toEqual(
			outputItems({ operation: 'tailor', resumeId: 'res_jonas_mueller', sections }, 'sections'),
		);
	});

	it('holds sections called __proto__ or constructor as data, and nothing else', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_proto' });
		const run = await stage.run({ rows, parameters: { output: 'document' } });

		const [{ sections = null } = {}] = handedOn(run);
		expect(Object.entries(sections ?? {})).toEqual([
			['__proto__', 'A section like any other, whatever its name.'],
			['constructor', 'So is this one.'],
			['toString', 'And this one.'],
		]);
		expect(Object.getPrototypeOf(sections)).toBe(Object.prototype);
	});

	it('carries no markup of the API into HTML', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_markup' });
		const run = await stage.run({
			rows,
			parameters: { output: 'document', documentFormat: 'html' },
		});

		const [{ document = '' } = {}] = handedOn(run);
		const tags = new Set(String(document).match(/<[^>]*>/g));
		expect([...tags].sort()).toEqual(['</h2>', '</p>', '<br>', '<h2>', '<p>']);
	});

	it('has no heading when its document is a single section', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: 'res_fault_single' });
		const run = await stage.run({ rows, parameters: { output: 'document' } });
		expect(handedOn(run)).toMatchObject([
			{ sectionCount: 1, document: expect.not.stringContaining('#') },
		]);
	});
});

describe('Several input items', () => {
	const last = 7;
	/** The first posting is answered last. */
	const laterRowsFirst = ({ body }: { body: Readonly<Record<string, unknown>> }): Behaviour => {
		return { delay: (last - rowOf(body)) * 40 };
	};

	it.each(operations)(
		'come out of %s in their order, whatever finished first',
		async (operation) => {
			stage = await Stage.open({ behaviour: laterRowsFirst });
			const rows = postings(last + 1);
			const options = { concurrency: rows.length };
			const run = await stage.run({ rows, parameters: { operation, options } });

			const expected = rows.map((_, row) => outputItems(resultFor(operation, row), 'sections'));
			expect(handedOn(run)).toEqual(expected.flat());
			expect(pairedWith(run)).toEqual(expected.flatMap((items, row) => items.map(() => row)));

			const asked = stage.emulator.ledger.streaming;
			const finished = [...asked].sort((a, b) => Number(a.endedAt) - Number(b.endedAt));
			expect(finished.map(({ number }) => number)).not.toEqual(asked.map(({ number }) => number));
		},
	);

	it('are found again by the nodes behind, through $("Source").item', async () => {
		stage = await Stage.open({ behaviour: laterRowsFirst });
		const run = await stage.run({ rows: postings(4) });
		const rowsFound = run.items('After').map(({ json }) => json.value);
		expect(rowsFound).toEqual([0, 1, 2, 3].flatMap((row) => Array(6).fill(row)));
	});

	it('are left as they are', async () => {
		stage = await Stage.open();
		const rows: IDataObject[] = postings(3, { nested: { list: [1, { deep: true }] } });
		const before = structuredClone(rows);
		const run = await stage.run({ rows });
		expect(rows).toEqual(before);
		expect(run.items('Source').map(({ json }) => json)).toEqual(before);
	});

	it('may ask for different outputs', async () => {
		stage = await Stage.open();
		const rows = [
			{ ...postings(1)[0], output: 'document', operation: 'coverLetter' },
			{ ...postings(2)[1], output: 'sections', operation: 'tailor' },
		];
		const output = '={{ $json.output }}';
		const run = await stage.run({ rows, parameters: { output, documentFormat: 'text' } });
		expect(handedOn(run)).toEqual([
			...outputItems(resultFor('tailor', 0), 'document', 'text'),
			...outputItems(resultFor('tailor', 1), 'sections'),
		]);
	});
});

describe('A stream of 5,000 sections and 20 MB', () => {
	const count = 5000;
	const content = (n: number) => `Section ${n} – ${'väliä '.repeat(700)}`;
	const names = Array.from({ length: count }, (_, n) => `section_${n}`);

	const openBig = async () => {
		const pieces = names.map((section, n) => ({ section, content: content(n) }));
		stage = await Stage.open({ behaviour: () => ({ events: pieces }) });
	};

	it('is handed on as that many items, complete and in order', async () => {
		await openBig();
		const run = await stage.run();
		const items = handedOn(run);
		expect(items.map(({ section }) => section)).toEqual(names);
		expect(items.every((item, n) => item.content === content(n))).toBe(true);
		expect(items.every((item, n) => item.sectionIndex === n && item.sectionCount === count)).toBe(
			true,
		);
		expect(items.every(({ complete }) => complete)).toBe(true);
		expect(
			items.reduce((bytes, item) => bytes + Buffer.byteLength(String(item.content)), 0),
		).toBeGreaterThan(20e6);
		expect(new Set(pairedWith(run))).toEqual(new Set([0]));
	});

	it('is handed on as one document', async () => {
		await openBig();
		const [item] = handedOn(await stage.run({ parameters: { output: 'document' } }));
		expect(item).toMatchObject({ sectionCount: count, sectionOrder: names, complete: true });
		expect(String(item?.document).match(/^## /gm)).toHaveLength(count);
	});
});

it('`done` ends the reading: the connection is closed, though the server holds it open', async () => {
	stage = await Stage.open();
	const rows = postings(1, { resumeId: 'res_fault_holds_open' });
	const run = await stage.run({ rows });
	expect(handedOn(run)).toHaveLength(6);
	await stage.emulator.ledger.settled();
	expect(stage.emulator.ledger.streaming).toMatchObject([{ endedBy: 'client', afterDone: true }]);
});

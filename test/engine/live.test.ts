import type { INodeParameters, StructuredChunk } from 'n8n-workflow';
import { multilingualPeople, write } from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated, hasHeading, titleOf } from './expected';
import { errorAfter, gate, outputOf, postingOf, postings, rowOf, Stage } from './stage';

let stage: Stage;
let chunks: StructuredChunk[];
const onChunk = (chunk: StructuredChunk) => chunks.push(chunk);
beforeEach(() => (chunks = []));
afterEach(async () => await stage.close());

const typesOf = (list: StructuredChunk[]) => list.map(({ type }) => type);
const textOf = (list: StructuredChunk[]) => list.map(({ content = '' }) => content).join('');
const chunksOf = (row: number) => chunks.filter(({ metadata }) => metadata.itemIndex === row);

it("a section's first piece is sent while the server has not yet written the rest", async () => {
	stage = await Stage.open({ behaviour: () => ({ hold: true }) });
	const { emulator } = stage;
	let running: Promise<EngineRun> | undefined;
	let isOver = false;
	const first = new Promise<StructuredChunk>((resolve) => {
		running = stage.run({
			onChunk: (chunk) => (onChunk(chunk), chunk.type === 'item' && resolve(chunk)),
		});
		void running.then(() => (isOver = true));
	});

	expect((await first).content).toBe(multilingualPeople[0]?.name);
	expect(emulator.ledger.streaming).toMatchObject([{ endedBy: 'open', sectionsSent: 1 }]);
	expect(typesOf(chunks)).toEqual(['begin', 'item']);
	expect(isOver).toBe(false);

	const done = running && (await stage.releaseUntil(running));
	expect(done?.run.status).toBe('success');
	expect(typesOf(chunks).at(-1)).toBe('end');
});

describe.each(['documented', 'sdk'] as const)('In the %s dialect', (dialect) => {
	it('a live part has a begin, an item for every piece, and an end', async () => {
		stage = await Stage.open({ dialect });
		const run = await stage.run({ onChunk });

		const [person] = multilingualPeople;
		const pieces = person ? write('tailor', person, { jobDescription: postingOf(0) }) : [];
		expect(typesOf(chunks)).toEqual(['begin', ...pieces.map(() => 'item'), 'end']);
		expect(textOf(chunks)).toBe(
			generated('tailor', postingOf(0))
				.map(([section, content]) =>
					hasHeading(section) ? `## ${titleOf(section)}\n\n${content}` : content,
				)
				.join('\n\n'),
		);
		expect(outputOf(run)).toHaveLength(7);
	});
});

it('the pieces of several items are sent side by side, each with the index of its item', async () => {
	stage = await Stage.open({ behaviour: () => ({ hold: true }) });
	const { opened, open } = gate();
	const running = stage.run({
		rows: postings(3),
		onChunk(chunk) {
			onChunk(chunk);
			if (chunks.filter(({ type }) => type === 'begin').length === 3) open();
		},
	});
	await opened;
	await stage.releaseUntil(running);
	for (const row of [0, 1, 2]) {
		const types = typesOf(chunksOf(row));
		expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
		expect(new Set(types.slice(1, -1))).toEqual(new Set(['item']));
		expect(textOf(chunksOf(row)).match(/^## /gm)).toHaveLength(6);
	}
	const firstEnd = chunks.findIndex(({ type }) => type === 'end');
	const lastBegin = chunks.findLastIndex(({ type }) => type === 'begin');
	expect(lastBegin).toBeLessThan(firstEnd);
});

it.each([
	['text', 'Summary\n# Not a heading', undefined],
	['html', '<h2>Summary</h2>\n# Not a heading<br>', /<(?!\/?h2>|br>)/],
	['slack', '*Summary*\n# Not a heading', /[<>]/],
] as const)('a %s document is sent in its own format', async (documentFormat, start, never) => {
	stage = await Stage.open();
	const rows = postings(1, { resumeId: 'res_fault_markup' });
	await stage.run({ onChunk, rows, parameters: { output: 'document', documentFormat } });
	expect(textOf(chunks).startsWith(start)).toBe(true);
	if (never) expect(textOf(chunks)).not.toMatch(never);
});

describe('The live part of a failed item', () => {
	const failing = async (resumeId: string, options: INodeParameters = {}) => {
		stage = await Stage.open();
		return await stage.run({
			onChunk,
			rows: postings(1, { resumeId }),
			onError: 'continueRegularOutput',
			parameters: { requestOptions: { maxRetries: 1, ...options } },
		});
	};

	it('has a begin and an error when no section had arrived', async () => {
		await failing('res_fault_status_422');
		expect(typesOf(chunks)).toEqual(['begin', 'error']);
		expect(chunks.at(-1)?.content).toBe('The job description is too short');
	});

	it.each([{}, { onInterruption: 'keepPartial' }])(
		'has an error after the sections that had arrived, with %j',
		async (options) => {
			await failing('res_fault_truncated', options);
			expect(new Set(typesOf(chunks).slice(1, -1))).toEqual(new Set(['item']));
			expect(textOf(chunks)).toContain('## Summary');
			expect(chunks.at(-1)).toMatchObject({
				type: 'error',
				content: expect.stringContaining('ended before'),
			});
		},
	);

	it('does not mention a try that failed before one succeeded', async () => {
		await failing('res_fault_unavailable_once');
		expect(typesOf(chunks).filter((type) => type !== 'item')).toEqual(['begin', 'end']);
	});

	it('never contains the key, even when the API reveals it', async () => {
		const apiKey = 'laddro_live_secret_of_this_test';
		stage = await Stage.open({
			apiKey,
			behaviour: () => ({ status: 403, body: { error: `The key ${apiKey} may not do this` } }),
		});
		await stage.run({ onChunk });
		// n8n adds an error of its own when the run stops.
		expect(typesOf(chunks)).toEqual(['begin', 'error', 'error']);
		expect(chunks[1]?.content).toBe('The key *** may not do this');
		expect(JSON.stringify(chunks)).not.toContain(apiKey);
	});
});

it('a caller to whom nothing can be sent does not make the item fail', async () => {
	stage = await Stage.open();
	const run = await stage.run({
		onChunk() {
			throw new Error('The caller has gone away');
		},
	});
	expect(run.run.status).toBe('success');
	expect(outputOf(run)).toHaveLength(7);
});

describe('When the run stops on the failure of an item', () => {
	it('the parts of other items that have begun are sent to their end', async () => {
		const { opened, open } = gate();
		const failing = { raw: errorAfter(opened, 'Too short', 422) };
		stage = await Stage.open({
			behaviour: ({ body }) => (rowOf(body) === 1 ? failing : { hold: true }),
		});
		const running = stage.run({ onChunk, rows: postings(4) });
		const { ledger } = stage.emulator;
		for (const row of [0, 2, 3]) {
			await ledger.waitFor(
				({ body, sectionsSent }) => rowOf(Object(body)) === row && sectionsSent > 0,
			);
		}
		open();
		await ledger.waitFor(({ body, endedBy }) => rowOf(Object(body)) === 1 && endedBy !== 'open');
		const run = await stage.releaseUntil(running);
		expect(run.run.status).toBe('error');
		for (const row of [0, 2, 3]) {
			// n8n adds an error of its own when the run stops.
			expect(typesOf(chunksOf(row)).filter((type) => type !== 'item')).toEqual(
				expect.arrayContaining(['begin', 'end']),
			);
		}
	});

	it('items that had not begun send nothing', async () => {
		stage = await Stage.open({ behaviour: () => 'status_422' });
		await stage.run({ onChunk, rows: postings(3), parameters: { requestOptions: one } });
		expect(typesOf(chunksOf(0)).slice(0, 2)).toEqual(['begin', 'error']);
		expect([...chunksOf(1), ...chunksOf(2)]).toEqual([]);
	});
	const one = { concurrency: 1 };
});

describe('A row whose parameters are wrong', () => {
	const rows = [...postings(1), { posting: '' }];

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'has a live part with a begin and an error, with On Error %s',
		async (onError) => {
			stage = await Stage.open();
			await stage.run({ onChunk, rows, onError });
			const [begin, error] = chunksOf(1);
			expect([begin?.type, error?.type]).toEqual(['begin', 'error']);
			expect(error?.content).toBe("'Job Posting' is empty");
		},
	);
});

it.each([
	['markdown', (title: string) => `## ${title}\n\n`],
	['text', (title: string) => `${title}\n`],
] as const)(
	'the text that is sent live for a %s document has its headings, and its sections as the API sent them',
	async (documentFormat, heading) => {
		stage = await Stage.open();
		const rows = [...postings(1), { ...postings(2)[1], resumeId: 'res_fault_single' }];
		const parameters = { output: 'document', documentFormat };
		const run = await stage.run({ onChunk, rows, parameters });
		for (const row of [0, 1]) {
			const sections = Object.entries(Object(outputOf(run)[row]?.sections));
			const parts = sections.map(([section, content]) =>
				hasHeading(section) ? heading(titleOf(section)) + content : content,
			);
			expect(textOf(chunksOf(row))).toBe(parts.join('\n\n'));
		}
	},
);

it('a letter that is sent live has no headings, as the document has none', async () => {
	stage = await Stage.open();
	const run = await stage.run({
		onChunk,
		parameters: { operation: 'coverLetter', output: 'document', documentFormat: 'text' },
	});
	expect(textOf(chunks)).toBe(outputOf(run)[0]?.document);
});

describe('A caller that never receives what is sent', () => {
	it('does not hold up a run of many items', async () => {
		stage = await Stage.open();
		const onlyPending = async () => await new Promise<void>(() => {});
		const run = await stage.run({
			onChunk: onlyPending,
			rows: postings(30),
			parameters: { output: 'document', requestOptions: { concurrency: 1 } },
		});
		expect(run.run.status).toBe('success');
		expect(outputOf(run)).toHaveLength(30);
	});
});

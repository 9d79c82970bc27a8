import type { INodeParameters, StructuredChunk } from 'n8n-workflow';
import { write } from '../../emulator/content/write';
import { people } from '../../emulator/content/resumes';
import { generated, titleOf } from './expected';
import { handedOn, postingOf, postings, Stage } from './stage';

let stage: Stage;
let chunks: StructuredChunk[];
const onChunk = (chunk: StructuredChunk) => chunks.push(chunk);
beforeEach(() => (chunks = []));
afterEach(async () => await stage.close());

const typesOf = (list: StructuredChunk[]) => list.map(({ type }) => type);
const textOf = (list: StructuredChunk[]) => list.map(({ content = '' }) => content).join('');
const chunksOf = (row: number) => chunks.filter(({ metadata }) => metadata.itemIndex === row);

it("a section's first piece leaves the node while the server still holds the rest back", async () => {
	stage = await Stage.open({ behaviour: () => ({ hold: true }) });
	const { emulator } = stage;
	const first = new Promise<StructuredChunk>((resolve) => {
		void stage
			.run({ onChunk: (chunk) => (onChunk(chunk), chunk.type === 'item' && resolve(chunk)) })
			.then(({ run }) => ended.push(run.status));
	});
	const ended: string[] = [];

	expect((await first).content).toMatch(/^## Summary\n\n\S/);
	expect(emulator.ledger.streaming).toMatchObject([{ endedBy: 'open', sectionsSent: 1 }]);
	expect(typesOf(chunks)).toEqual(['begin', 'item']);
	expect(ended).toEqual([]);

	while (ended.length === 0) {
		emulator.release();
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(ended).toEqual(['success']);
	expect(typesOf(chunks).at(-1)).toBe('end');
});

describe.each(['documented', 'sdk'] as const)('Live parts of the %s dialect', (dialect) => {
	it('begin, hand on every piece as one item, and end', async () => {
		stage = await Stage.open({ dialect });
		const run = await stage.run({ onChunk });

		const pieces = people[0] ? write('tailor', people[0], { jobDescription: postingOf(0) }) : [];
		expect(typesOf(chunks)).toEqual(['begin', ...pieces.map(() => 'item'), 'end']);
		expect(textOf(chunks)).toBe(
			generated('tailor', postingOf(0))
				.map(([section, content]) => `## ${titleOf(section)}\n\n${content}`)
				.join('\n\n'),
		);
		expect(handedOn(run)).toHaveLength(6);
	});
});

it('the pieces of several items go out side by side, each under its own index', async () => {
	stage = await Stage.open({ pieceDelay: 2 });
	await stage.run({ onChunk, rows: postings(3) });
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
] as const)('a %s document goes out in its own format', async (documentFormat, start, never) => {
	stage = await Stage.open();
	const rows = postings(1, { resumeId: 'res_fault_markup' });
	await stage.run({ onChunk, rows, parameters: { output: 'document', documentFormat } });
	expect(textOf(chunks).startsWith(start)).toBe(true);
	if (never) expect(textOf(chunks)).not.toMatch(never);
});

describe('A failure', () => {
	const failing = async (resumeId: string, options: INodeParameters = {}) => {
		stage = await Stage.open();
		return await stage.run({
			onChunk,
			rows: postings(1, { resumeId }),
			onError: 'continueRegularOutput',
			parameters: { options: { idleTimeout: 1, maxRetries: 1, ...options } },
		});
	};

	it('before any section is begun and told', async () => {
		await failing('res_fault_status_422');
		expect(typesOf(chunks)).toEqual(['begin', 'error']);
		expect(chunks.at(-1)?.content).toBe('The job description is too short');
	});

	it.each([{}, { onInterruption: 'keepPartial' }])(
		'after some sections is told behind them, with %j',
		async (options) => {
			await failing('res_fault_truncated', options);
			expect(new Set(typesOf(chunks).slice(1, -1))).toEqual(new Set(['item']));
			expect(textOf(chunks)).toContain('## Work Experience');
			expect(chunks.at(-1)).toMatchObject({
				type: 'error',
				content: expect.stringContaining('ended before'),
			});
		},
	);

	it('that is tried again and overcome is not heard of', async () => {
		await failing('res_fault_unavailable_once');
		expect(typesOf(chunks).filter((type) => type !== 'item')).toEqual(['begin', 'end']);
	});

	it('never carries the key, even if the API says it', async () => {
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

it('a listener that fails does not cost the document', async () => {
	stage = await Stage.open();
	const run = await stage.run({
		onChunk() {
			throw new Error('The caller has gone away');
		},
	});
	expect(run.run.status).toBe('success');
	expect(handedOn(run)).toHaveLength(6);
});

import type { INodeParameters, StructuredChunk } from 'n8n-workflow';
import {
	answers,
	type Answers,
	type Emulator,
	type EmulatorOptions,
	type ReceivedRequest,
} from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated } from './expected';
import { faultyRows, outputOf, pairedWith, postingOf, postings, rowOf, Stage } from './stage';

const ROWS = 10;

const operations = ['tailor', 'coverLetter', 'both'];

let stage: Stage;

/** The API names a document where it does so by itself: a file in its headers, all else in its text. */
async function openStage(way: Answers, options: EmulatorOptions = {}): Promise<Stage> {
	const documentIds = /ids|inline|json/.test(way) ? 'event' : 'headers';
	return await Stage.open({ answers: way, documentIds, ...options });
}
afterEach(async () => await stage.close());

/** The words of a text that are longer than those of markup. */
function wordsOf(text: unknown): string[] {
	const withoutTags = String(text).replace(/<[^>]*>/g, ' ');
	return withoutTags.match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? [];
}

/** Expects a text to have every word of the document that the API has written for a row. */
function expectWhole(
	text: unknown,
	operation: 'tailor' | 'coverLetter',
	row: number,
	resumeId?: string,
): void {
	const present = new Set(wordsOf(text));
	const written = generated(operation, postingOf(row), resumeId);
	const words = written.flatMap(([, content]) => wordsOf(content));
	expect(words.filter((word) => !present.has(word))).toEqual([]);
}

/** The paid requests for each row. */
function paidByRow({ ledger }: Emulator, count: number): number[] {
	const paid = ledger.streaming.filter(({ credits }) => credits > 0);
	return Array.from(
		{ length: count },
		(_, row) => paid.filter(({ body }) => rowOf(Object(body)) === row).length,
	);
}

/** Expects the output of all rows of a run to be complete, in order, and each document to be the row's own. */
function expectAll(run: EngineRun, count: number, parameters: INodeParameters) {
	const { operation, output } = parameters;
	const [items, rows] = [outputOf(run), pairedWith(run)];
	const of = (row: number) => items.filter((_, index) => rows[index] === row);
	expect(rows).toEqual([...rows].sort((one, other) => one - other));
	expect([...new Set(rows)]).toEqual([...Array(count).keys()]);
	for (let row = 0; row < count; row++) {
		const own = of(row);
		const text = (name: string) =>
			output === 'sections'
				? own.filter((item) => item.operation === name).map(({ content }) => content)
				: [
						own[0]?.[operation === 'both' && name === 'tailor' ? 'resume' : 'document'] ??
							own[0]?.[name],
					];
		for (const name of ['tailor', 'coverLetter'] as const) {
			if (operation === name || operation === 'both') expectWhole(text(name), name, row);
		}
	}
	expect(items.every(({ complete }) => complete)).toBe(true);
}

describe.each(answers)('Where Laddro answers with %s', (way) => {
	it.each(
		operations.flatMap((operation) =>
			['document', 'sections'].map((output) => ({ operation, output })),
		),
	)('every document of a batch comes out in order, paid for once: %j', async (parameters) => {
		stage = await openStage(way);
		const requestOptions = { requestsPerMinute: 0 };
		const run = await stage.run({
			rows: postings(ROWS),
			parameters: { ...parameters, requestOptions },
		});
		expect(run.run.status).toBe('success');
		expectAll(run, ROWS, parameters);
		const each = parameters.operation === 'both' ? 2 : 1;
		expect(paidByRow(stage.emulator, ROWS)).toEqual(Array(ROWS).fill(each));
	});

	it.each(operations)('as a tool, the model gets the text: %s', async (operation) => {
		stage = await openStage(way);
		const parameters = { operation, output: 'document' };
		expectAll(await stage.run({ isTool: true, parameters }), 1, parameters);
	});

	it.each(operations)(
		'a live part begins, has all of the text once, and ends: %s',
		async (operation) => {
			stage = await openStage(way);
			const chunks: StructuredChunk[] = [];
			const parameters = { operation, output: 'document' };
			await stage.run({ onChunk: (chunk) => chunks.push(chunk), parameters });
			const types = chunks.map(({ type }) => type);
			expect([types.at(0), types.at(-1)]).toEqual(['begin', 'end']);
			const text = chunks.map(({ content = '' }) => content).join('');
			for (const name of ['tailor', 'coverLetter'] as const) {
				if (operation !== name && operation !== 'both') continue;
				expectWhole(text, name, 0);
				// The summary of a resume, or the opening of a letter.
				const [, [, second = ''] = []] = generated(name, postingOf(0));
				expect(text.split(second)).toHaveLength(2);
			}
		},
	);

	it.each(operations)('a file that is asked for is a file all the same: %s', async (operation) => {
		stage = await openStage(way);
		const run = await stage.run({ rows: postings(3), parameters: { operation, output: 'pdf' } });
		expect(pairedWith(run)).toEqual([0, 1, 2]);
		expect(outputOf(run)).toMatchObject(Array(3).fill({ mimeType: 'application/pdf' }));
		expect(paidByRow(stage.emulator, 3)).toEqual([1, 1, 1]);
	});

	it('Retry On Fail and a retry of the execution pay for nothing again', async () => {
		const isBad = ({ body, attempt }: ReceivedRequest) => rowOf(body) === 1 && attempt < 3;
		stage = await openStage(way, {
			behaviour: (request) => (isBad(request) ? { status: 422, body: {} } : undefined),
		});
		const parameters = { output: 'document', requestOptions: { concurrency: 3 } };
		const failed = await stage.run({ rows: postings(3), maxTries: 2, parameters });
		expect(failed.run.status).toBe('error');
		const run = await stage.retry(failed);
		expectAll(run, 3, { operation: 'tailor' });
		expect(paidByRow(stage.emulator, 3)).toEqual([1, 1, 1]);
	});
});

describe('Where no answer names the document or has its text', () => {
	it.each<Answers>(['ids', 'pdf'])('%s: the item fails, and says what came', async (way) => {
		stage = await Stage.open({ answers: way, documentIds: 'none' });
		const run = await stage.run({ onError: 'continueRegularOutput' });
		const [item] = run.items('Laddro');
		const { error } = item?.json ?? {};
		if (way === 'ids') {
			expect(error).toMatchObject({
				kind: 'nothingGenerated',
				description: expect.stringContaining('progress × 3, complete'),
			});
		} else {
			expect(error).toMatchObject({ kind: 'unexpectedAnswer' });
			expect(item?.binary).toMatchObject({ data: { mimeType: 'application/pdf' } });
		}
	});
});

/** Faults of a stream that breaks although its document is stored. */
const broken = [
	'empty',
	'cut_first',
	'malformed_first',
	'nothing',
	'truncated',
	'cut',
	'malformed',
	'wrong_type',
	'error_mid',
	'error_mid_plain',
	'copy_late',
] as const;

describe('A response that breaks after it has named its document', () => {
	it('Each comes out whole, read back for nothing, and is paid for once.', async () => {
		stage = await openStage('documented');
		const rows = faultyRows(broken);
		const parameters = { output: 'document', requestOptions: { requestsPerMinute: 0 } };
		const run = await stage.run({ rows, parameters });
		expect(run.run.status).toBe('success');
		const items = outputOf(run);
		expect(items.map(({ recovered }) => recovered)).toEqual(broken.map(() => true));
		for (const [row, { document, resumeId }] of items.entries()) {
			expectWhole(document, 'tailor', row, String(resumeId));
		}
		expect(paidByRow(stage.emulator, broken.length)).toEqual(broken.map(() => 1));
	});
});

describe('A run of which nothing comes', () => {
	const ROWS_IN_VAIN = 30;

	it.each([
		['in one run', {}],
		['in rounds of five', { file: 'loop.json' }],
		['with Retry On Fail', { maxTries: 5, onError: undefined }],
	] as const)('pays for three documents at most: %s', async (_, settings) => {
		stage = await Stage.open({ answers: 'ids', documentIds: 'none' });
		const rows = postings(ROWS_IN_VAIN);
		await stage.run({ rows, onError: 'continueRegularOutput', ...settings });
		expect(stage.emulator.ledger.streaming.length).toBeLessThanOrEqual(3);
	});

	it('goes on where something comes of every second row', async () => {
		stage = await Stage.open({
			behaviour: ({ body }) => (rowOf(body) % 2 === 1 ? 'unnamed' : undefined),
		});
		const rows = postings(ROWS_IN_VAIN);
		const parameters = { output: 'document' };
		const run = await stage.run({ rows, parameters, onError: 'continueRegularOutput' });
		expect(stage.emulator.ledger.streaming).toHaveLength(ROWS_IN_VAIN);
		expect(outputOf(run).filter(({ complete }) => complete)).toHaveLength(ROWS_IN_VAIN / 2);
	});

	it('ends for all rows once the API is down for three', async () => {
		stage = await Stage.open({ behaviour: () => 'status_503' });
		const parameters = { requestOptions: { maxRetries: 0 } };
		const rows = postings(300);
		const run = await stage.run({ rows, parameters, onError: 'continueRegularOutput' });
		expect(outputOf(run)).toHaveLength(300);
		expect(stage.emulator.ledger.streaming.length).toBeLessThanOrEqual(3);
	});
});

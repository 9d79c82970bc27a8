import type { IDataObject, INodeParameters, OnError, StructuredChunk } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import type { EngineRun } from '../../engine';
import { outputOf, pairedWith, postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;
/** How the requests of the running test are answered. */
let behave: (request: ReceivedRequest) => Behaviour | undefined = () => undefined;

beforeAll(async () => {
	stage = await Stage.open({ behaviour: (request) => behave(request) });
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.emulator.ledger.clear();
	behave = () => undefined;
});

/** Lets the first request of these rows fail, in a way that the node itself does not try again. */
function failingAtFirst(...rows: number[]) {
	return ({ body, attempt }: ReceivedRequest): Behaviour | undefined =>
		rows.includes(rowOf(body)) && attempt === 1 ? { status: 422, body: {} } : undefined;
}

/** How many requests each row has cost. */
function requestsByRow(count: number): number[] {
	const requests = stage.emulator.ledger.streaming;
	return Array.from(
		{ length: count },
		(_, row) => requests.filter(({ body }) => rowOf(Object(body)) === row).length,
	);
}

const run = async (staging: Staging = {}) =>
	await stage.run({
		rows: postings(20),
		maxTries: 5,
		...staging,
		parameters: { output: 'document', ...staging.parameters },
	});

/** Expected requests of 20 rows, of which these were asked for twice. */
const twice = (...rows: number[]) =>
	Array.from({ length: 20 }, (_, row) => (rows.includes(row) ? 2 : 1));

/** What is left in the execution's data for a next try. */
function leftBehind(done: EngineRun): IDataObject {
	return { ...done.run.data.executionData?.contextData['node:Laddro'] };
}

const forms: Array<[string, INodeParameters]> = [
	['a single document', { output: 'document' }],
	['items for sections', { output: 'sections' }],
	['a PDF file', { output: 'pdf' }],
	['a letter', { operation: 'coverLetter' }],
	['both documents', { operation: 'both' }],
	['both documents as files', { operation: 'both', output: 'pdf' }],
];

describe.each<OnError>(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
	'With Retry On Fail and On Error %s',
	(onError) => {
		it.each(forms)(
			'every complete %s is paid for once, and all are handed on in order',
			async (_, parameters) => {
				// n8n tries a run again that went on after a failure only when its first item failed.
				behave = failingAtFirst(0, 13);
				const done = await run({ onError, parameters });
				expect(done.run.status).toBe('success');
				expect(requestsByRow(20)).toEqual(
					twice(0, 13).map((n) => (isStreamedPair(parameters) ? 2 * n : n)),
				);
				expect([...new Set(pairedWith(done))]).toEqual([...Array(20).keys()]);
				expect(outputOf(done).every(({ complete }) => complete === true)).toBe(true);
				expect(leftBehind(done)).toEqual({});
			},
		);
	},
);

describe('What is kept', () => {
	it('is what a run of one item after the other had finished before the failure', async () => {
		behave = failingAtFirst(12);
		const done = await run({ parameters: { requestOptions: { concurrency: 1 } } });
		expect(requestsByRow(20)).toEqual(twice(12));
		expect(done.task('Laddro').hints).toMatchObject([
			{ message: '20 of 20 items done (12 kept from the run before); 8 requests', type: 'info' },
		]);
	});

	it('survives a second failing try, also where that try never came to ask for it', async () => {
		behave = ({ body, attempt }) =>
			(rowOf(body) === 15 && attempt === 1) || (rowOf(body) === 3 && attempt === 2)
				? 'cut'
				: undefined;
		await run({ rows: postings(20), parameters: { requestOptions: { concurrency: 20 } } });
		expect(requestsByRow(20)).toEqual(twice(15));
	});

	it('is the resume of both documents, when the letter failed', async () => {
		behave = ({ operation, attempt }) =>
			operation === 'coverLetter' && attempt === 1 ? 'cut' : undefined;
		const done = await run({ rows: postings(1), parameters: { operation: 'both' } });
		expect(stage.emulator.ledger.streaming.map(({ path }) => path)).toEqual([
			'/v1/tailor',
			'/v1/cover-letters/generate',
			'/v1/cover-letters/generate',
		]);
		expect(outputOf(done)).toMatchObject([{ complete: true, operation: 'both' }]);
	});

	it('is as many documents as were paid for, where rows are the same', async () => {
		const same = { posting: 'Posting number 0: the same nurse in Jyväskylä for all of the rows.' };
		let requests = 0;
		behave = () => (++requests === 2 ? 'cut' : undefined);
		const done = await run({ rows: Array(5).fill(same) });
		expect(outputOf(done)).toHaveLength(5);
		expect(stage.emulator.ledger.streaming).toHaveLength(6);
	});

	it('is not what was asked for with another resume, posting or option', async () => {
		const bodies: unknown[] = [];
		behave = ({ body }) => {
			bodies.push(body);
			return bodies.length > 2 && bodies.length <= 4 ? 'cut' : undefined;
		};
		const rows = postings(4).map((row) => ({
			...row,
			posting: `${postings(1)[0]?.posting} ${row.row}`,
		}));
		await run({ rows });
		expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(4);
		expect(bodies).toHaveLength(6);
	});

	it('is no document that stayed incomplete', async () => {
		behave = ({ body, attempt }) => (rowOf(body) < 2 && attempt === 1 ? 'cut' : undefined);
		const requestOptions = { onInterruption: 'keepPartial' };
		const done = await run({ rows: postings(2), parameters: { requestOptions } });
		// Incomplete documents are a success that n8n does not try again.
		expect(outputOf(done)).toMatchObject([{ complete: false }, { complete: false }]);
		expect(leftBehind(done)).toEqual({});
	});

	it('is sent live by the try that hands it on', async () => {
		const sentLive = async () => {
			const chunks: StructuredChunk[] = [];
			await run({ rows: postings(2), onChunk: (chunk) => chunks.push(chunk) });
			const sent = chunks.filter(({ metadata }) => metadata.itemIndex === 0);
			const last = sent.slice(sent.findLastIndex(({ type }) => type === 'begin'));
			return [last.at(-1)?.type, last.map(({ content = '' }) => content).join('')];
		};
		const healthy = await sentLive();
		stage.emulator.ledger.clear();
		behave = failingAtFirst(1);
		expect(await sentLive()).toEqual(healthy);
		expect(requestsByRow(2)).toEqual([1, 2]);
	});

	it('is left without Retry On Fail when the run ends with an error, and holds no key and no posting', async () => {
		behave = failingAtFirst(1);
		const done = await run({ maxTries: undefined, rows: postings(3) });
		expect(done.run.status).toBe('error');
		const left = JSON.stringify(leftBehind(done));
		expect(left).toContain('n8n-nodes-laddro@');
		expect(left).not.toContain(stage.emulator.apiKey);
		expect(left).not.toContain('Posting number');
	});

	it('is nothing without Retry On Fail when the run goes on after failures', async () => {
		behave = failingAtFirst(0);
		const done = await run({
			maxTries: undefined,
			rows: postings(3),
			onError: 'continueRegularOutput',
		});
		expect(leftBehind(done)).toEqual({});
	});

	it('takes no more room than the output', async () => {
		behave = failingAtFirst(19);
		const failing = await run({ maxTries: undefined });
		stage.emulator.ledger.clear();
		behave = () => undefined;
		const output = JSON.stringify((await run()).items('Laddro')).length;
		expect(JSON.stringify(leftBehind(failing)).length).toBeLessThan(output);
	});
});

/** Whether an item asks for its two documents one after the other. */
function isStreamedPair({ operation, output }: INodeParameters): boolean {
	return operation === 'both' && output !== 'pdf';
}

import type { IDataObject } from 'n8n-workflow';
import type { EngineRun } from '../../engine';
import { forms, KeptStage, requestsOf, ROWS, twice } from './keptStage';
import { outputOf, pairedWith, postings, type Staging } from './stage';

let kept: KeptStage;

beforeAll(async () => {
	kept = await KeptStage.open();
});
afterAll(() => kept.stage.close());
beforeEach(() => kept.reset());

/** An execution without Retry On Fail. */
const execute = async (staging: Staging = {}): Promise<EngineRun> =>
	await kept.run({ maxTries: undefined, ...staging });

/** Retries an execution until it succeeds. */
async function retryUntilDone(failed: EngineRun): Promise<EngineRun> {
	let run = failed;
	for (let retries = 0; run.run.status === 'error'; retries++) {
		if (retries > 4) throw new Error('The execution fails again and again');
		run = await kept.stage.retry(run);
	}
	return run;
}

/** The node's context in the data of an execution, to look at or to change. */
function contextOf({ run }: EngineRun): IDataObject {
	return run.data.executionData!.contextData['node:Laddro']!;
}

describe('The retry of a failed execution', () => {
	it.each(forms)(
		'pays for every complete item with %s once, and hands all on in order',
		async (_, parameters) => {
			kept.failAtFirst(0, 5);
			const failed = await execute({ parameters });
			expect(failed.run.status).toBe('error');
			const done = await retryUntilDone(failed);
			expect(kept.requestsByRow()).toEqual(twice(0, 5).map((n) => n * requestsOf(parameters)));
			expect([...new Set(pairedWith(done))]).toEqual([...Array(ROWS).keys()]);
			expect(outputOf(done).every(({ complete }) => complete === true)).toBe(true);
			expect(contextOf(done)).toEqual({});
		},
	);

	it.each<[string, (context: IDataObject) => unknown]>([
		['a text', () => 'kept'],
		['a list', () => [1, 2, 3]],
		['100 MB', () => 'x'.repeat(100 * 1024 * 1024)],
		[
			'the record of another version',
			(record) => ({ ...record, package: 'n8n-nodes-laddro@0.0.1' }),
		],
		['a record of another run in the same execution', (record) => ({ ...record, run: 1 })],
		[
			'a record whose content was changed',
			(record) => JSON.parse(JSON.stringify(record).replaceAll('Sairaanhoitaja', 'Lääkäri')),
		],
		['a record without documents', (record) => ({ ...record, documents: null })],
	])('ignores %s in place of what the node has kept', async (_, changed) => {
		kept.failAtFirst(1);
		const failed = await execute({ rows: postings(3) });
		const context = contextOf(failed);
		const [field = ''] = Object.keys(context);
		context[field] = changed(Object(context[field])) as IDataObject;
		const done = await retryUntilDone(failed);
		expect(outputOf(done)).toHaveLength(3);
		expect(kept.requestsByRow(3)).toEqual([2, 2, 2]);
	});
});

describe('In a loop', () => {
	const loop = { file: 'loop.json' } as const;

	it('each round pays for itself once, with Retry On Fail', async () => {
		kept.failAtFirst(0, 5);
		const done = await kept.run(loop);
		expect(done.run.status).toBe('success');
		expect(kept.requestsByRow()).toEqual(twice(0, 5));
		expect(outputOf(done)).toHaveLength(ROWS);
	});

	it('the retry of the execution goes on with the round that failed', async () => {
		kept.failAtFirst(0, 5);
		await retryUntilDone(await execute(loop));
		expect(kept.requestsByRow()).toEqual(twice(0, 5));
	});

	it('a round does not take the document that a failed round has kept for the same request', async () => {
		const row = {
			posting: 'Posting number 0: the same nurse in Jyväskylä for both of the rounds.',
		};
		let requests = 0;
		kept.behave = ({ operation }) => {
			requests++;
			return operation === 'coverLetter' && requests < 5 ? { status: 422, body: {} } : undefined;
		};
		const done = await kept.run({
			...loop,
			rows: [row, row],
			maxTries: 2,
			onError: 'continueErrorOutput',
			parameters: { operation: 'both' },
		});
		// The first round has a resume and two letters that fail; the second one has all of its own.
		expect(done.run.status).toBe('success');
		expect(kept.ledger.streaming.map(({ path }) => path)).toEqual([
			'/v1/tailor',
			'/v1/cover-letters/generate',
			'/v1/cover-letters/generate',
			'/v1/tailor',
			'/v1/cover-letters/generate',
		]);
	});
});

it("an agent's tool with Retry On Fail pays for what it has generated once", async () => {
	kept.failAtFirst(0);
	const done = await kept.run({ rows: postings(3), isTool: true });
	expect(kept.requestsByRow(3)).toEqual([2, 1, 1]);
	expect(outputOf(done)).toMatchObject([
		{ complete: true },
		{ complete: true },
		{ complete: true },
	]);
});

import type { IDataObject, INodeParameters, OnError, StructuredChunk } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import type { EngineRun } from '../../engine';
import { outputOf, pairedWith, postings, rowOf, Stage, type Staging } from './stage';

/** Rows of a run. */
const ROWS = 8;

/** Every form in which a run can hand on its documents. */
const forms: Array<[string, INodeParameters]> = [
	['a single document', { output: 'document' }],
	['items for sections', { output: 'sections' }],
	['a PDF file', { output: 'pdf' }],
	['a letter', { operation: 'coverLetter' }],
	['both documents', { operation: 'both' }],
	['both documents as files', { operation: 'both', output: 'pdf' }],
];

/** Requests that an item of this form takes. */
function requestsOf({ operation, output }: INodeParameters): number {
	return operation === 'both' && output !== 'pdf' ? 2 : 1;
}

/** An emulator that answers as the running test says. */
class KeptStage {
	behave: (request: ReceivedRequest) => Behaviour | undefined = () => undefined;

	private constructor(private opened?: Stage) {}

	static async open(): Promise<KeptStage> {
		const kept = new KeptStage();
		kept.opened = await Stage.open({ behaviour: (request) => kept.behave(request) });
		return kept;
	}

	get stage(): Stage {
		if (!this.opened) throw new Error('The stage is not open');
		return this.opened;
	}

	get ledger() {
		return this.stage.emulator.ledger;
	}

	reset(): void {
		this.ledger.clear();
		this.behave = () => undefined;
	}

	/** Lets the first request of these rows fail, in a way that the node itself does not try again. */
	failAtFirst(...rows: number[]): void {
		this.behave = ({ body, attempt }) =>
			rows.includes(rowOf(body)) && attempt === 1 ? { status: 422, body: {} } : undefined;
	}

	/** How many requests each row has cost. */
	requestsByRow(count = ROWS): number[] {
		return Array.from(
			{ length: count },
			(_, row) => this.ledger.streaming.filter(({ body }) => rowOf(Object(body)) === row).length,
		);
	}

	/** Runs the rows with Retry On Fail, unless the test says otherwise. */
	async run(staging: Staging = {}) {
		return await this.stage.run({
			rows: postings(ROWS),
			maxTries: 5,
			...staging,
			parameters: { output: 'document', ...staging.parameters },
		});
	}
}

/** As many numbers as there are rows: 1, but for these rows 2. */
const twice = (...rows: number[]) =>
	Array.from({ length: ROWS }, (_, row) => (rows.includes(row) ? 2 : 1));

let kept: KeptStage;

beforeAll(async () => {
	kept = await KeptStage.open();
});
afterAll(() => kept.stage.close());
beforeEach(() => kept.reset());

/** Where the node keeps documents in n8n's context. */
const FIELD = 'laddroKeptDocuments';

/** What is left in the execution's data for a next try. */
function leftBehind(done: EngineRun): IDataObject {
	return Object(done.run.data.executionData?.contextData['node:Laddro']?.[FIELD]);
}

/** What On Error says has to do with when a run is tried again; the form of a document has not. */
describe('With Retry On Fail', () => {
	it.each<[string, OnError, INodeParameters]>([
		...forms.map(([name, parameters]): [string, OnError, INodeParameters] => [
			name,
			'stopWorkflow',
			parameters,
		]),
		['a single document', 'continueRegularOutput', { output: 'document' }],
		['a single document', 'continueErrorOutput', { output: 'document' }],
	])(
		'every complete item with %s is paid for once, and all are handed on in order, with On Error %s',
		async (_, onError, parameters) => {
			// n8n tries a run again that went on after a failure only when its first item failed.
			kept.failAtFirst(0, 5);
			const done = await kept.run({ onError, parameters });
			expect(done.run.status).toBe('success');
			expect(kept.requestsByRow()).toEqual(twice(0, 5).map((n) => n * requestsOf(parameters)));
			expect([...new Set(pairedWith(done))]).toEqual([...Array(ROWS).keys()]);
			expect(outputOf(done).every(({ complete }) => complete === true)).toBe(true);
			expect(leftBehind(done)).toEqual({});
		},
	);
});

describe('A file that broke after its document had been named', () => {
	const credits = () =>
		kept.ledger.requests.filter((entry) => entry.credits > 0).map((entry) => entry.credits);

	it.each([
		['tailor', [3, 1], { documentId: expect.any(String) }],
		['coverLetter', [2, 1], { documentId: expect.any(String) }],
		['both', [5, 1, 1], { coverLetterId: expect.any(String) }],
	])('is downloaded by its id in the next try: %s', async (operation, paid, fields) => {
		kept.behave = ({ attempt, operation: asked }) =>
			attempt === 1 && asked !== 'export' && asked !== 'render' ? 'file_cut' : undefined;
		const parameters = { operation, output: 'pdf' };
		const done = await kept.run({ rows: postings(1), maxTries: 2, parameters });
		expect(outputOf(done)).toMatchObject([{ operation, complete: true, ...fields }]);
		expect(credits()).toEqual(paid);
	});

	it('is downloaded as well where the failed execution is retried, once for each file', async () => {
		kept.behave = ({ attempt, operation }) =>
			attempt === 1 && operation !== 'export' ? 'file_cut' : undefined;
		const parameters = { operation: 'both', output: 'pdf' };
		const failed = await kept.run({ rows: postings(1), maxTries: 2, parameters });
		expect(failed.run.status).toBe('error');
		const done = await kept.stage.retry(failed);
		const [{ binary = {} } = {}] = done.items('Laddro');
		expect(Object.keys(binary)).toEqual(['data', 'coverLetter']);
		expect(credits()).toEqual([5, 1, 1, 1]);
	});
});

describe('What is kept', () => {
	it('is what a run of one item after the other had finished before the failure', async () => {
		kept.failAtFirst(5);
		const done = await kept.run({ parameters: { requestOptions: { concurrency: 1 } } });
		expect(kept.requestsByRow()).toEqual(twice(5));
		expect(done.task('Laddro').hints).toMatchObject([
			{
				message: expect.stringMatching(
					/^8 of 8 items done \(5 kept from the run before\); 3 requests; /,
				),
				type: 'info',
			},
		]);
	});

	it('is no reason to try again: a run that succeeds is paid for once, also with an input field called error', async () => {
		const rows = postings(5).map((row, n) => (n === 0 ? { ...row, error: 'was slow' } : row));
		const done = await kept.run({
			rows,
			maxTries: 3,
			parameters: { options: { includeInputFields: true } },
		});
		expect(done.run.status).toBe('success');
		expect(kept.requestsByRow(5)).toEqual([1, 1, 1, 1, 1]);
	});

	it('survives a second failing try, also where that try never came to ask for it', async () => {
		kept.behave = ({ body, attempt }) =>
			(rowOf(body) === 6 && attempt === 1) || (rowOf(body) === 3 && attempt === 2)
				? 'cut'
				: undefined;
		await kept.run({ parameters: { requestOptions: { concurrency: 20 } } });
		expect(kept.requestsByRow()).toEqual(twice(6));
	});

	it('is the resume of both documents, when the letter failed', async () => {
		kept.behave = ({ operation, attempt }) =>
			operation === 'coverLetter' && attempt === 1 ? 'cut' : undefined;
		const done = await kept.run({ rows: postings(1), parameters: { operation: 'both' } });
		expect(kept.ledger.streaming.map(({ path }) => path)).toEqual([
			'/v1/tailor',
			'/v1/cover-letters/generate',
			'/v1/cover-letters/generate',
		]);
		expect(outputOf(done)).toMatchObject([{ complete: true, operation: 'both' }]);
	});

	it('is as many documents as were paid for, where rows are the same', async () => {
		const same = { posting: 'Posting number 0: the same nurse in Jyväskylä for all of the rows.' };
		let requests = 0;
		kept.behave = () => (++requests === 2 ? 'cut' : undefined);
		const done = await kept.run({ rows: Array(5).fill(same) });
		expect(outputOf(done)).toHaveLength(5);
		expect(kept.ledger.streaming).toHaveLength(6);
	});

	it('is not what was asked for with another resume, posting or option', async () => {
		const bodies: unknown[] = [];
		kept.behave = ({ body }) => {
			bodies.push(body);
			return bodies.length > 2 && bodies.length <= 4 ? 'cut' : undefined;
		};
		const rows = postings(4).map((row) => ({
			...row,
			posting: `${postings(1)[0]?.posting} ${row.row}`,
		}));
		await kept.run({ rows });
		expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(4);
		expect(bodies).toHaveLength(6);
	});

	it('is no document that stayed incomplete', async () => {
		kept.behave = ({ body, attempt }) => (rowOf(body) < 2 && attempt === 1 ? 'cut' : undefined);
		const requestOptions = { onInterruption: 'keepPartial' };
		const done = await kept.run({ rows: postings(2), parameters: { requestOptions } });
		// Incomplete documents are a success that n8n does not try again.
		expect(outputOf(done)).toMatchObject([{ complete: false }, { complete: false }]);
		expect(leftBehind(done)).toEqual({});
	});

	it('is sent live by the try that hands it on', async () => {
		const sentLive = async () => {
			const chunks: StructuredChunk[] = [];
			await kept.run({ rows: postings(2), onChunk: (chunk) => chunks.push(chunk) });
			const sent = chunks.filter(({ metadata }) => metadata.itemIndex === 0);
			const last = sent.slice(sent.findLastIndex(({ type }) => type === 'begin'));
			return [last.at(-1)?.type, last.map(({ content = '' }) => content).join('')];
		};
		const healthy = await sentLive();
		kept.ledger.clear();
		kept.failAtFirst(1);
		expect(await sentLive()).toEqual(healthy);
		expect(kept.requestsByRow(2)).toEqual([1, 2]);
	});

	it('is left without Retry On Fail when the run ends with an error, and holds no key and no posting', async () => {
		kept.failAtFirst(1);
		const done = await kept.run({ maxTries: undefined, rows: postings(3) });
		expect(done.run.status).toBe('error');
		const left = JSON.stringify(leftBehind(done));
		expect(left).toContain('n8n-nodes-laddro@');
		expect(left).not.toContain(kept.stage.emulator.apiKey);
		expect(left).not.toContain('Posting number');
	});

	it('is nothing without Retry On Fail when the run goes on after failures', async () => {
		kept.failAtFirst(0);
		const done = await kept.run({
			maxTries: undefined,
			rows: postings(3),
			onError: 'continueRegularOutput',
		});
		expect(leftBehind(done)).toEqual({});
	});

	it('takes no more room than the output', async () => {
		kept.failAtFirst(7);
		const failing = await kept.run({ maxTries: undefined });
		kept.ledger.clear();
		kept.behave = () => undefined;
		const output = JSON.stringify((await kept.run()).items('Laddro')).length;
		expect(JSON.stringify(leftBehind(failing)).length).toBeLessThan(output);
	});
});

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
			expect(leftBehind(done)).toEqual({});
		},
	);

	it.each<[string, (context: IDataObject) => unknown]>([
		['a text', () => 'kept'],
		['a list', () => [1, 2, 3]],
		['20 MB', () => 'x'.repeat(20 * 1024 * 1024)],
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
		context[FIELD] = changed(Object(context[FIELD])) as IDataObject;
		const done = await retryUntilDone(failed);
		expect(outputOf(done)).toHaveLength(3);
		// The third one may not have been sent when the second one failed.
		expect(kept.requestsByRow(3).slice(0, 2)).toEqual([2, 2]);
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

import type { IDataObject, OnError, StructuredChunk } from 'n8n-workflow';
import type { EngineRun } from '../../engine';
import { forms, KeptStage, requestsOf, ROWS, twice } from './keptStage';
import { outputOf, pairedWith, postings, rowOf } from './stage';

let kept: KeptStage;

beforeAll(async () => {
	kept = await KeptStage.open();
});
afterAll(() => kept.stage.close());
beforeEach(() => kept.reset());

/** What is left in the execution's data for a next try. */
function leftBehind(done: EngineRun): IDataObject {
	return { ...done.run.data.executionData?.contextData['node:Laddro'] };
}

describe.each<OnError>(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
	'With Retry On Fail and On Error %s',
	(onError) => {
		it.each(forms)(
			'every complete item with %s is paid for once, and all are handed on in order',
			async (_, parameters) => {
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
	},
);

describe('What is kept', () => {
	it('is what a run of one item after the other had finished before the failure', async () => {
		kept.failAtFirst(5);
		const done = await kept.run({ parameters: { requestOptions: { concurrency: 1 } } });
		expect(kept.requestsByRow()).toEqual(twice(5));
		expect(done.task('Laddro').hints).toMatchObject([
			{ message: '8 of 8 items done (5 kept from the run before); 3 requests', type: 'info' },
		]);
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

import type { INodeParameters } from 'n8n-workflow';
import type { Behaviour, EmulatorOptions, FaultName } from '../../emulator';
import { faultyRows, gate, outputOf, pairedWith, postings, rowOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

/** Lets the answer depend on the row that the posting comes from. */
const byRow = (choose: (row: number) => Behaviour | undefined): EmulatorOptions => ({
	behaviour: ({ body }) => choose(rowOf(body)),
});

describe('Max Concurrency', () => {
	it.each<[string, number, INodeParameters]>([
		['of 1', 1, { concurrency: 1 }],
		['of 4', 4, { concurrency: 4 }],
		['of 11', 11, { concurrency: 11 }],
		['that is not set, which means 50,', 50, {}],
	])('%s is reached and never exceeded', async (_, concurrency, requestOptions) => {
		stage = await Stage.open({ behaviour: () => ({ hold: true }) });
		const rows = postings(concurrency + 3);
		const running = stage.run({ rows, parameters: { requestOptions } });
		const { ledger } = stage.emulator;
		// No stream ends before so many are open.
		await ledger.waitFor(({ number, status }) => number === concurrency && status === 200);
		expect(ledger.open).toBe(concurrency);
		const run = await stage.releaseUntil(running);
		expect(ledger.peak).toBe(concurrency);
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
	});

	it('does not change the order of the outputs, whichever items fail or take long', async () => {
		stage = await Stage.open(byRow((row) => (row % 2 ? undefined : { delay: 80 - row * 8 })));
		const rows = faultyRows([
			undefined,
			'truncated',
			undefined,
			'status_422',
			undefined,
			'unavailable_once',
			undefined,
			'slow',
			undefined,
		]);
		const run = await stage.run({
			rows,
			onError: 'continueRegularOutput',
			parameters: { output: 'document', requestOptions: { concurrency: 9 } },
		});
		expect(pairedWith(run)).toEqual([...rows.keys()]);
		expect(outputOf(run).map((item) => 'error' in item)).toEqual(
			rows.map((_, row) => row === 1 || row === 3),
		);
	});
});

it('Requests per Minute limits how many requests start', async () => {
	stage = await Stage.open();
	const stopping = new AbortController();
	const running = stage.run({
		rows: postings(6),
		parameters: { requestOptions: { requestsPerMinute: 3 } },
		signal: stopping.signal,
	});
	const { ledger } = stage.emulator;
	await ledger.waitFor(({ number, endedBy }) => number === 3 && endedBy !== 'open');
	// Much longer than three requests took, and much less than the minute that the fourth has to wait.
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(ledger.requests).toHaveLength(3);
	stopping.abort();
	await running;
	expect(ledger.requests).toHaveLength(3);
});

describe('One answer with status 429', () => {
	it('makes every item of the run wait for as long as the server says', async () => {
		stage = await Stage.open({
			behaviour: ({ number }) =>
				number === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { delay: 50 },
		});
		const rows = postings(6);
		const run = await stage.run({ rows, parameters: { requestOptions: { concurrency: 2 } } });

		// The second request had been sent before the answer came.
		const [refused, , ...later] = stage.emulator.ledger.streaming;
		expect(later).toHaveLength(5);
		for (const { receivedAt } of later) {
			expect(receivedAt - Number(refused?.answeredAt)).toBeGreaterThan(950);
		}
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
		expect(stage.emulator.ledger.credits).toBe(rows.length * 3);
	});

	it('does not fail any item of a batch that is faster than the API allows', async () => {
		// More requests are sent at once than the limit admits.
		stage = await Stage.open({ requestsPerMinute: 6, rateWindow: 2000 });
		const rows = postings(10);
		const requestOptions = { concurrency: 10, maxRetries: 10 };
		const run = await stage.run({ rows, parameters: { requestOptions } });
		expect(run.run.status).toBe('success');
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
		expect(stage.emulator.ledger.credits).toBe(rows.length * 3);
		expect(run.task('Laddro').hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('waited for the rate limit') }),
		]);
	});
});

describe('A failure of the key or its account', () => {
	it.each([401, 402] as const)(
		'with status %d keeps all items from starting that have not started',
		async (status) => {
			stage = await Stage.open(byRow((row) => (row === 1 ? `status_${status}` : { hold: true })));
			const { opened, open } = gate();
			const running = stage.run({
				rows: postings(8),
				onError: 'continueErrorOutput',
				parameters: { output: 'document', requestOptions: { concurrency: 3 } },
				onChunk: ({ type }) => type === 'error' && open(),
			});
			await opened;
			const run = await stage.releaseUntil(running);

			expect(stage.emulator.ledger.streaming).toHaveLength(3);
			// Streams that were open are paid for, and are read to their end.
			expect(pairedWith(run)).toEqual([0, 2]);
			expect(pairedWith(run, 1)).toEqual([1, 3, 4, 5, 6, 7]);
			const failures = outputOf(run, 1);
			expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
			expect(failures).toMatchObject(
				failures.map((_, n) => ({
					error: { statusCode: status, retryable: false, attempts: n === 0 ? 1 : 0 },
				})),
			);
			expect(stage.emulator.ledger.credits).toBe(6);
		},
	);

	it('occurs when the credits run out, and says where to buy more', async () => {
		stage = await Stage.open({ credits: 7 });
		const run = await stage.run({
			rows: postings(5),
			onError: 'continueErrorOutput',
			parameters: { output: 'document', requestOptions: { concurrency: 1 } },
		});
		expect(pairedWith(run)).toEqual([0, 1]);
		expect(pairedWith(run, 1)).toEqual([2, 3, 4]);
		expect(outputOf(run, 1)[0]).toMatchObject({
			message: 'You have run out of credits',
			error: {
				code: 'insufficient_credits',
				description: expect.stringContaining('https://laddro.com/pricing'),
			},
		});
		expect(stage.emulator.ledger.streaming).toHaveLength(3);
	});

	it('fails at once the items that wait for Requests per Minute', async () => {
		stage = await Stage.open(byRow((row) => (row === 1 ? 'status_401' : undefined)));
		const run = await stage.run({
			rows: postings(6),
			onError: 'continueErrorOutput',
			parameters: { requestOptions: { requestsPerMinute: 2 } },
		});
		expect(stage.emulator.ledger.streaming).toHaveLength(2);
		expect(pairedWith(run, 1)).toEqual([1, 2, 3, 4, 5]);
		expect(run.task('Laddro').hints).toEqual([
			{
				message: expect.stringMatching(
					/^1 of 6 items done, 5 failed; 2 requests; 4 items waited for 'Requests per Minute'; /,
				),
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});
});

describe('The execution hint', () => {
	const hintsAfter = async (faults: Array<FaultName | undefined>, options: object = {}) => {
		stage = await Stage.open();
		const run = await stage.run({
			rows: faultyRows(faults),
			onError: 'continueErrorOutput',
			parameters: { requestOptions: { maxRetries: 2, ...options } },
		});
		// How long it took differs.
		const account = (message: string) =>
			message.replace(/; [^;]*, up to \d+ items? at a time$/, '');
		return run.task('Laddro').hints?.map(({ message, type }) => [account(message), type]);
	};

	it('is missing when no item failed or had to wait', async () => {
		expect(await hintsAfter([undefined, 'comments', 'crlf'])).toEqual([]);
	});

	it('counts the items that were tried again', async () => {
		expect(await hintsAfter([undefined, 'unavailable_once', 'unavailable_date_once'])).toEqual([
			['3 of 3 items done; 5 requests; 2 items took more than one try', 'info'],
		]);
	});

	it('counts the items that failed, before and after the first section', async () => {
		expect(await hintsAfter(['status_422', undefined, 'truncated', 'status_403'])).toEqual([
			['1 of 4 items done, 3 failed; 4 requests', 'warning'],
		]);
	});

	it('counts the items of which only a part was kept', async () => {
		const options = { onInterruption: 'keepPartial' };
		expect(await hintsAfter(['truncated', 'empty', undefined], options)).toEqual([
			['1 of 3 items done, 1 failed, 1 stayed incomplete; 3 requests', 'warning'],
		]);
	});

	it('counts the items that waited for the rate limit in the same line', async () => {
		const faults = ['rate_limited_once', undefined, 'status_404'] as const;
		expect(await hintsAfter([...faults], { concurrency: 1 })).toEqual([
			[
				'2 of 3 items done, 1 failed; 4 requests; 1 item took more than one try; 1 item waited for the rate limit',
				'warning',
			],
		]);
	});

	it('counts an item whose parameters are wrong', async () => {
		stage = await Stage.open();
		const rows = [...postings(1), { posting: '' }];
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(run.task('Laddro').hints).toMatchObject([
			{ message: expect.stringMatching(/^1 of 2 items done, 1 failed; 1 request; /) },
		]);
	});
});

describe('A rate limit that lasts longer than an item may take', () => {
	const tomorrow: Behaviour = { status: 429, headers: { 'retry-after': '86400' }, body: {} };

	it('ends the run at once, and says when to run the items again', async () => {
		stage = await Stage.open({ behaviour: () => tomorrow });
		const run = await stage.run({
			rows: postings(30),
			onError: 'continueErrorOutput',
			parameters: { requestOptions: { concurrency: 5 } },
		});
		expect(stage.emulator.ledger.requests).toHaveLength(1);
		const failures = outputOf(run, 1);
		expect(failures).toHaveLength(30);
		expect(failures.at(-1)).toMatchObject({
			error: {
				statusCode: 429,
				attempts: 0,
				retryable: true,
				description: expect.stringMatching(/until \d{4}-\d\d-\d\d \d\d:\d\d UTC/),
			},
		});
	});

	it('fails only one item when its cause is a busy server and not the rate limit', async () => {
		stage = await Stage.open(
			byRow((row) =>
				row === 0 ? { status: 503, headers: { 'retry-after': '86400' }, body: {} } : undefined,
			),
		);
		const run = await stage.run({
			rows: postings(3),
			onError: 'continueErrorOutput',
			parameters: { output: 'document', requestOptions: { concurrency: 1 } },
		});
		expect(pairedWith(run)).toEqual([1, 2]);
		expect(outputOf(run, 1)).toMatchObject([{ error: { statusCode: 503, attempts: 1 } }]);
	});
});

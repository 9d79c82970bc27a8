import type { Behaviour, EmulatorOptions, FaultName } from '../../emulator';
import { faultyRows, handedOn, pairedWith, postings, rowOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

/** Lets the answer depend on the row that the posting comes from. */
const byRow = (choose: (row: number) => Behaviour | undefined): EmulatorOptions => ({
	behaviour: ({ body }) => choose(rowOf(body)),
});

describe('Concurrency', () => {
	it.each([1, 4, 11])('%d is reached and never exceeded', async (concurrency) => {
		stage = await Stage.open({ behaviour: () => ({ delay: 30 }) });
		const rows = postings(14);
		const run = await stage.run({ rows, parameters: { options: { concurrency } } });
		expect(stage.emulator.ledger.peak).toBe(concurrency);
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
	});

	it('is 5 unless it is set', async () => {
		stage = await Stage.open({ behaviour: () => ({ delay: 30 }) });
		await stage.run({ rows: postings(12) });
		expect(stage.emulator.ledger.peak).toBe(5);
	});

	it('keeps the order, whatever succeeds, fails, or takes long', async () => {
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
			parameters: { output: 'document', options: { concurrency: 9 } },
		});
		expect(pairedWith(run)).toEqual([...rows.keys()]);
		expect(handedOn(run).map((item) => 'error' in item)).toEqual(
			rows.map((_, row) => row === 1 || row === 3),
		);
	});
});

it('Requests per Minute lets no more than so many requests start', async () => {
	stage = await Stage.open();
	const stopping = new AbortController();
	const running = stage.run({
		rows: postings(6),
		parameters: { options: { requestsPerMinute: 3 } },
		signal: stopping.signal,
	});
	const { ledger } = stage.emulator;
	await ledger.waitFor(({ number, endedBy }) => number === 3 && endedBy !== 'open');
	// Far longer than three requests have taken, and far from the minute that the fourth must wait.
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(ledger.requests).toHaveLength(3);
	stopping.abort();
	await running;
	expect(ledger.requests).toHaveLength(3);
});

describe('One answer of 429', () => {
	it('holds every start of the run back for as long as it says', async () => {
		stage = await Stage.open({
			behaviour: ({ number }) =>
				number === 1 ? { status: 429, headers: { 'retry-after': '1' } } : { delay: 50 },
		});
		const rows = postings(6);
		const run = await stage.run({ rows, parameters: { options: { concurrency: 2 } } });

		const [refused, inFlight, ...later] = stage.emulator.ledger.streaming;
		expect(later).toHaveLength(5);
		for (const { receivedAt } of later) {
			expect(receivedAt - Number(refused?.answeredAt)).toBeGreaterThan(950);
		}
		expect(inFlight?.receivedAt).toBeLessThan(Number(refused?.answeredAt) + 950);
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
		expect(stage.emulator.ledger.credits).toBe(rows.length * 3);
	});

	it('costs no item of a batch that is faster than the API allows', async () => {
		stage = await Stage.open({ requestsPerMinute: 8, rateWindow: 300 });
		const rows = postings(20);
		const run = await stage.run({ rows, parameters: { options: { maxRetries: 10 } } });
		expect(run.run.status).toBe('success');
		expect(new Set(pairedWith(run))).toEqual(new Set(rows.keys()));
		expect(stage.emulator.ledger.credits).toBe(rows.length * 3);
		expect(run.task('Laddro').hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('waited for the rate limit') }),
		]);
	});
});

describe('A failure that holds for all', () => {
	it.each([401, 402] as const)('%d lets nothing start that had not', async (status) => {
		stage = await Stage.open(byRow((row) => (row === 1 ? `status_${status}` : { delay: 150 })));
		const rows = postings(8);
		const run = await stage.run({
			rows,
			onError: 'continueErrorOutput',
			parameters: { output: 'document', options: { concurrency: 3 } },
		});

		expect(stage.emulator.ledger.streaming).toHaveLength(3);
		// What was on its way is paid for, and arrives.
		expect(pairedWith(run)).toEqual([0, 2]);
		expect(pairedWith(run, 1)).toEqual([1, 3, 4, 5, 6, 7]);
		const failures = handedOn(run, 1);
		expect(new Set(failures.map(({ message }) => message)).size).toBe(1);
		expect(failures).toMatchObject(
			failures.map((_, n) => ({
				error: { statusCode: status, retryable: false, attempts: n === 0 ? 1 : 0 },
			})),
		);
		expect(stage.emulator.ledger.credits).toBe(6);
	});

	it('comes when the credits run out, and says where to buy more', async () => {
		stage = await Stage.open({ credits: 7 });
		const run = await stage.run({
			rows: postings(5),
			onError: 'continueErrorOutput',
			parameters: { output: 'document', options: { concurrency: 1 } },
		});
		expect(pairedWith(run)).toEqual([0, 1]);
		expect(pairedWith(run, 1)).toEqual([2, 3, 4]);
		expect(handedOn(run, 1)[0]).toMatchObject({
			message: 'You have run out of credits',
			error: {
				code: 'insufficient_credits',
				description: expect.stringContaining('https://laddro.com/pricing'),
			},
		});
		expect(stage.emulator.ledger.streaming).toHaveLength(3);
	});

	it('ends those at once that wait for the pace', async () => {
		stage = await Stage.open(
			byRow((row) => (row === 0 ? { status: 401, delay: 50 } : { delay: 100 })),
		);
		const run = await stage.run({
			rows: postings(6),
			onError: 'continueErrorOutput',
			parameters: { options: { requestsPerMinute: 2 } },
		});
		expect(stage.emulator.ledger.streaming).toHaveLength(2);
		expect(pairedWith(run, 1)).toEqual([0, 2, 3, 4, 5]);
		expect(run.task('Laddro').hints).toEqual([
			{
				message: '5 of 6 items failed; 3 waited for Requests per Minute',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});
});

describe('The hint after a run', () => {
	const hintsAfter = async (faults: Array<FaultName | undefined>, options: object = {}) => {
		stage = await Stage.open();
		const run = await stage.run({
			rows: faultyRows(faults),
			onError: 'continueErrorOutput',
			parameters: { options: { idleTimeout: 1, maxRetries: 2, ...options } },
		});
		return run.task('Laddro').hints?.map(({ message, type }) => [message, type]);
	};

	it('is not there when everything went straight through', async () => {
		expect(await hintsAfter([undefined, 'comments', 'crlf'])).toEqual([]);
	});

	it('counts the items that were tried again', async () => {
		expect(await hintsAfter([undefined, 'unavailable_once', 'reset_once'])).toEqual([
			['2 of 3 items took more than one try', 'info'],
		]);
	});

	it('counts those that failed, before and after the first section', async () => {
		expect(await hintsAfter(['status_422', undefined, 'truncated', 'status_403'])).toEqual([
			['3 of 4 items failed', 'warning'],
		]);
	});

	it('counts those that were kept in part', async () => {
		const options = { onInterruption: 'keepPartial' };
		expect(await hintsAfter(['truncated', 'empty', undefined], options)).toEqual([
			['1 of 3 items failed; 1 stayed incomplete', 'warning'],
		]);
	});

	it('counts those that waited for the rate limit, in the same one line', async () => {
		const faults = ['rate_limited_once', undefined, 'status_404'] as const;
		expect(await hintsAfter([...faults], { concurrency: 1 })).toEqual([
			['1 of 3 items failed; 1 took more than one try; 1 waited for the rate limit', 'warning'],
		]);
	});

	it('counts an item whose parameters are wrong', async () => {
		stage = await Stage.open();
		const rows = [...postings(1), { posting: '' }];
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(run.task('Laddro').hints).toMatchObject([{ message: '1 of 2 items failed' }]);
	});
});

import { faultResumeId, type Behaviour, type EmulatorOptions } from '../../emulator';
import type { EngineRun } from '../../engine';
import { postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

/** Milliseconds within which everything must be over. */
const AT_ONCE = 1000;

/** Fails when the promise takes longer than a second. */
async function atOnce<Value>(promise: Promise<Value>): Promise<Value> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('It took more than a second')), AT_ONCE);
	});
	try {
		return await Promise.race([promise, tooLate]);
	} finally {
		clearTimeout(timer);
	}
}

async function untilRequests(count: number, has: 'answered' | 'ended' | 'arrived'): Promise<void> {
	const { ledger } = stage.emulator;
	for (let number = 1; number <= count; number++) {
		await ledger.waitFor(
			(entry) =>
				entry.number === number &&
				(has === 'arrived' ||
					(has === 'answered' ? entry.sectionsSent > 0 : entry.endedBy !== 'open')),
		);
	}
}

describe('Stopping the execution', () => {
	/** Starts a run, stops it as soon as `stands` resolves, and waits a second at most until everything has ended. */
	async function stopWhen(
		emulator: EmulatorOptions,
		staging: Staging,
		stands: () => Promise<void>,
	): Promise<EngineRun> {
		stage = await Stage.open(emulator);
		const stopping = new AbortController();
		const running = stage.run({ ...staging, signal: stopping.signal });
		await stands();
		stopping.abort();
		const run = await atOnce(running);
		await atOnce(stage.emulator.ledger.settled());
		// Time for a request that must not be sent.
		await new Promise((resolve) => setTimeout(resolve, 50));
		return run;
	}

	const options = (more: object) => ({
		parameters: { requestOptions: { concurrency: 3, ...more } },
	});
	const modes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

	it.each(modes)('closes streams that are open, with On Error %s', async (onError) => {
		const run = await stopWhen(
			{ behaviour: () => ({ hold: true }) },
			{ rows: postings(8), onError, ...options({ onInterruption: 'keepPartial' }) },
			async () => await untilRequests(3, 'answered'),
		);
		expect(run.run.status).toBe('canceled');
		expect(stage.emulator.ledger.requests).toHaveLength(3);
		expect(stage.emulator.ledger.earlyDisconnects).toHaveLength(3);
		// No next node runs.
		expect(run.items('After')).toEqual([]);
		expect(run.items('Failed')).toEqual([]);
	});

	it('closes requests that have no answer yet', async () => {
		const run = await stopWhen(
			{},
			{ rows: postings(8, { resumeId: faultResumeId('no_answer') }), ...options({}) },
			async () => await untilRequests(3, 'arrived'),
		);
		expect(run.run.status).toBe('canceled');
		expect(stage.emulator.ledger.requests).toHaveLength(3);
		expect(stage.emulator.ledger.earlyDisconnects).toHaveLength(3);
	});

	it.each([
		['a backoff that the server asked for', 503],
		['the end of the rate limit', 429],
	])('ends the wait for %s', async (_, status) => {
		const behaviour = (): Behaviour => ({ status, headers: { 'retry-after': '30' } });
		const run = await stopWhen(
			{ behaviour },
			{ rows: postings(3), ...options({}) },
			async () => await untilRequests(3, 'ended'),
		);
		expect(run.run.status).toBe('canceled');
		expect(stage.emulator.ledger.requests).toHaveLength(3);
	});

	it('ends the wait for Requests per Minute', async () => {
		const run = await stopWhen(
			{},
			{ rows: postings(8), ...options({ requestsPerMinute: 2 }) },
			async () => await untilRequests(2, 'ended'),
		);
		expect(run.run.status).toBe('canceled');
		expect(stage.emulator.ledger.requests).toHaveLength(2);
	});
});

describe('A run that stops on an error', () => {
	/** Row 0 succeeds at once; row 1 fails a little later, when the others have been started. */
	async function failAmong(others: Behaviour, seconds = 60): Promise<EngineRun> {
		stage = await Stage.open({
			behaviour: ({ body }) => {
				const row = rowOf(body);
				if (row === 0) return undefined;
				if (row > 1) return others;
				return { status: 422, delay: 150, body: { message: 'Too short' } };
			},
		});
		const requestOptions = { concurrency: 3, idleTimeout: seconds };
		const run = stage.run({ rows: postings(8), parameters: { requestOptions } });
		let isOver = false;
		void run.finally(() => (isOver = true));
		await stage.emulator.ledger.waitFor(({ status }) => status === 422);
		while (!isOver) {
			stage.emulator.release();
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		return await run;
	}

	it('reads the open streams of other items to their end, and sends nothing new', async () => {
		const run = await failAmong({ hold: true });
		const { ledger } = stage.emulator;
		// Row 0 made room for row 3.
		expect(ledger.requests).toHaveLength(4);
		expect(ledger.earlyDisconnects).toEqual([]);
		expect(ledger.streaming.filter(({ sectionsSent }) => sectionsSent > 1)).toHaveLength(3);
		expect(run.task('Laddro').error).toMatchObject({
			message: 'Too short',
			httpCode: '422',
			context: { itemIndex: 1 },
		});
	});

	it('waits for the answers to requests that have been sent, as long as each of them may take', async () => {
		const run = await failAmong('no_answer', 1);
		expect(stage.emulator.ledger.requests).toHaveLength(4);
		expect(run.task('Laddro').error?.message).toBe('Too short');
	});

	it('tries nothing again', async () => {
		await failAmong({ status: 503, delay: 300, body: {} });
		expect(stage.emulator.ledger.requests).toHaveLength(4);
	});

	it('does not ask for the letter of a resume that was open', async () => {
		stage = await Stage.open({
			behaviour: ({ body }) =>
				rowOf(body) === 1
					? { status: 422, delay: 150, body: { message: 'Too short' } }
					: { delay: 300 },
		});
		const run = await stage.run({ rows: postings(2), parameters: { operation: 'both' } });
		expect(run.task('Laddro').error?.message).toBe('Too short');
		expect(stage.emulator.ledger.streaming.map(({ path }) => path)).toEqual([
			'/v1/tailor',
			'/v1/tailor',
		]);
	});

	it('says how many documents are kept, and what hands them on', async () => {
		const { error } = (await failAmong({ hold: true })).task('Laddro');
		expect(error?.description).toContain('3 finished documents of this run are kept');
		expect(error?.description).toContain('Retry On Fail');
	});

	it('says nothing about other items when none was paid for', async () => {
		stage = await Stage.open();
		const rows = postings(3, { resumeId: faultResumeId('status_422') });
		const { error } = (await stage.run({ rows })).task('Laddro');
		expect(error?.description).not.toContain('kept');
	});

	it("says that the failed item's own sections had been paid for", async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: faultResumeId('truncated') });
		const { error } = (await stage.run({ rows })).task('Laddro');
		expect(error?.description).toMatch(/2 sections had arrived, so the credits are spent/);
	});
});

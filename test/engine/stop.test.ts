import { faultResumeId, type Behaviour, type EmulatorOptions } from '../../emulator';
import type { EngineRun } from '../../engine';
import { errorAfter, gate, postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

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
	/**
	 * Starts a run, stops it as soon as `stands` resolves, and waits until everything has ended: nothing but the stop would
	 * end it within the time that a test has.
	 */
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
		const run = await running;
		await stage.emulator.ledger.settled();
		// Time for a request that must not be sent.
		await new Promise((resolve) => setTimeout(resolve, 50));
		return run;
	}

	const options = (more: object) => ({
		parameters: { requestOptions: { concurrency: 3, idleTimeout: 600, ...more } },
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
		['a backoff that the server asked for', 503, 3],
		// Which all items wait for, the first one included.
		['the end of the rate limit', 429, 1],
	])('ends the wait for %s', async (_, status, requests) => {
		const behaviour = (): Behaviour => ({ status, headers: { 'retry-after': '120' } });
		const run = await stopWhen(
			{ behaviour },
			{ rows: postings(3), ...options({}) },
			async () => await untilRequests(requests, 'ended'),
		);
		expect(run.run.status).toBe('canceled');
		expect(stage.emulator.ledger.requests).toHaveLength(requests);
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
	/**
	 * Row 0 succeeds at once. Row 1 fails when rows 2 and 3 have been asked for; they get this response, which may wait
	 * until the failure is known.
	 */
	async function failAmong(
		others: (failed: Promise<void>) => Behaviour,
		seconds = 600,
	): Promise<EngineRun> {
		const asked = gate();
		const failed = gate();
		stage = await Stage.open({
			behaviour: ({ body }) => {
				const row = rowOf(body);
				if (row === 0) return undefined;
				if (row > 1) return others(failed.opened);
				return { raw: errorAfter(asked.opened, 'Too short', 422) };
			},
		});
		const running = stage.run({
			rows: postings(8),
			parameters: { requestOptions: { concurrency: 3, idleTimeout: seconds } },
			onChunk: ({ type, metadata }) =>
				type === 'error' && metadata.itemIndex === 1 && failed.open(),
		});
		await untilRequests(4, 'arrived');
		asked.open();
		await failed.opened;
		return await stage.releaseUntil(running);
	}

	it('reads the open streams of other items to their end, and sends nothing new', async () => {
		const run = await failAmong(() => ({ hold: true }));
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
		const run = await failAmong(() => 'no_answer', 3);
		expect(stage.emulator.ledger.requests).toHaveLength(4);
		expect(run.task('Laddro').error?.message).toBe('Too short');
	});

	it('tries nothing again', async () => {
		await failAmong((failed) => ({ raw: errorAfter(failed, 'Busy', 503) }));
		expect(stage.emulator.ledger.requests).toHaveLength(4);
	});

	it('does not ask for the letter of a resume that was open', async () => {
		const { opened, open } = gate();
		stage = await Stage.open({
			behaviour: ({ body }) =>
				rowOf(body) === 1 ? { status: 422, body: { message: 'Too short' } } : { hold: true },
		});
		const running = stage.run({
			rows: postings(2),
			parameters: { operation: 'both' },
			onChunk: ({ type }) => type === 'error' && open(),
		});
		await opened;
		const run = await stage.releaseUntil(running);
		expect(run.task('Laddro').error?.message).toBe('Too short');
		expect(stage.emulator.ledger.streaming.map(({ path }) => path)).toEqual([
			'/v1/tailor',
			'/v1/tailor',
		]);
	});

	it('says how many documents are kept, and how to get them', async () => {
		const { error } = (await failAmong(() => ({ hold: true }))).task('Laddro');
		expect(error?.description).toContain('3 finished documents of this run are kept');
		expect(error?.description).toMatch(
			/The same item fails again, .* with the currently saved workflow\.$/,
		);
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
		expect(error?.description).toMatch(/2 sections .*credits are spent/);
	});
});

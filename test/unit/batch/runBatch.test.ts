import { getEventListeners } from 'node:events';
import { runBatch } from '../../../nodes/Laddro/batch/runBatch';
import { sleep } from '../../../nodes/Laddro/common/clock';
import { FakeClock, settle } from '../fakeClock';

const never = () => false;

describe('runBatch', () => {
	it('returns results in the order of the items, whatever finishes first', async () => {
		const clock = new FakeClock();
		const finished: number[] = [];
		const batch = runBatch(
			4,
			async (index, signal) => {
				await sleep(clock, 40 - index * 10, signal);
				finished.push(index);
				return `item ${index}`;
			},
			{ concurrency: 4, stopsAfter: never },
		);
		await clock.advance(100);
		expect(finished).toEqual([3, 2, 1, 0]);
		await expect(batch).resolves.toEqual({
			results: ['item 0', 'item 1', 'item 2', 'item 3'],
			stoppedBy: undefined,
		});
	});

	it('works on as many items at a time as its concurrency allows, and on no more', async () => {
		const clock = new FakeClock();
		let atWork = 0;
		const seen: number[] = [];
		const batch = runBatch(
			7,
			async (_, signal) => {
				seen.push(++atWork);
				await sleep(clock, 10, signal);
				atWork--;
			},
			{ concurrency: 3, stopsAfter: never },
		);
		await clock.advance(30);
		await batch;
		expect(Math.max(...seen)).toBe(3);
		expect(seen).toHaveLength(7);
	});

	it('returns no results when there are no items', async () => {
		const work = async () => 1;
		const batch = await runBatch(0, work, { concurrency: 1, stopsAfter: never });
		expect(batch).toEqual({ results: [], stoppedBy: undefined });
	});

	it('returns a result that is undefined like any other', async () => {
		const { results } = await runBatch(3, async () => undefined, {
			concurrency: 2,
			stopsAfter: never,
		});
		expect(results).toEqual([undefined, undefined, undefined]);
	});
});

describe('A batch that is stopped', () => {
	/** A batch whose second item of five stops it after 10 ms; the others take 20 ms unless they are stopped. */
	function stopping(clock: FakeClock, signal?: AbortSignal) {
		return runBatch(
			5,
			async (index, run) => {
				const tooLate = run.aborted;
				await sleep(clock, index === 1 ? 10 : 20, run);
				return { index, tooLate, stopped: run.aborted };
			},
			{ concurrency: 2, signal, stopsAfter: ({ index }) => index === 1 },
		);
	}

	it('by a result lets the work that has begun go on, and returns which result it was', async () => {
		const clock = new FakeClock();
		const batch = stopping(clock);
		await clock.advance(20);
		const { results, stoppedBy } = await batch;
		expect(clock.now()).toBe(20);
		expect(stoppedBy).toEqual({ index: 1, result: results[1] });
		expect(results).toEqual([
			{ index: 0, tooLate: false, stopped: false },
			{ index: 1, tooLate: false, stopped: false },
			{ index: 2, tooLate: true, stopped: true },
			{ index: 3, tooLate: true, stopped: true },
			{ index: 4, tooLate: true, stopped: true },
		]);
	});

	it('by a result does not wait with the items that have not begun', async () => {
		const clock = new FakeClock();
		const turns: Array<[index: number, at: number]> = [];
		const batch = runBatch(
			4,
			async (index, run) => {
				turns.push([index, clock.now()]);
				await sleep(clock, index === 0 ? 100 : 10, run);
				return index;
			},
			{ concurrency: 2, stopsAfter: (index) => index === 1 },
		);
		await clock.advance(100);
		expect((await batch).results).toEqual([0, 1, 2, 3]);
		expect(turns).toEqual([
			[0, 0],
			[1, 0],
			[2, 10],
			[3, 10],
		]);
	});

	it('by a result and then from outside aborts the work that has begun', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const batch = stopping(clock, controller.signal);
		await clock.advance(15);
		controller.abort();
		const { results, stoppedBy } = await batch;
		expect(clock.now()).toBe(15);
		expect(stoppedBy?.index).toBe(1);
		expect(results.map(({ stopped }) => stopped)).toEqual([true, false, true, true, true]);
	});

	it('by a result does not ask whether the results after it would have stopped it', async () => {
		const asked: number[] = [];
		const batch = await runBatch(4, async (index) => index, {
			concurrency: 1,
			stopsAfter: (index) => asked.push(index) === 2,
		});
		expect(asked).toEqual([0, 1]);
		expect(batch).toEqual({ results: [0, 1, 2, 3], stoppedBy: { index: 1, result: 1 } });
	});

	it('by several results returns the first of them', async () => {
		const clock = new FakeClock();
		const batch = runBatch(3, async (index) => index, { concurrency: 3, stopsAfter: () => true });
		await clock.advance(1);
		expect((await batch).stoppedBy).toEqual({ index: 0, result: 0 });
	});

	it('from outside aborts the signals of all items, and returns no result that stopped it', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const batch = stopping(clock, controller.signal);
		await clock.advance(5);
		controller.abort();
		const { results, stoppedBy } = await batch;
		expect(stoppedBy).toBeUndefined();
		expect(results.map(({ stopped }) => stopped)).toEqual([true, true, true, true, true]);
		expect(clock.now()).toBe(5);
	});

	it('before it begins still calls the work for every item', async () => {
		const { results } = await runBatch(3, async (index, run) => [index, run.aborted], {
			concurrency: 1,
			signal: AbortSignal.abort(),
			stopsAfter: never,
		});
		expect(results).toEqual([
			[0, true],
			[1, true],
			[2, true],
		]);
	});

	it('leaves no listener on a signal that outlives it', async () => {
		const { signal } = new AbortController();
		let listening = 0;
		const work = async () => (listening = getEventListeners(signal, 'abort').length);
		await runBatch(2, work, { concurrency: 1, signal, stopsAfter: never });
		expect(listening).toBe(1);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

describe('A batch in which the work on one item throws', () => {
	/** A batch of four items, two at a time, of which the second throws after 10 ms. */
	function throwing(clock: FakeClock, signal?: AbortSignal) {
		const bug = new Error('Bug in the work');
		const started: number[] = [];
		const stopped: number[] = [];
		const batch = runBatch(
			4,
			async (index, run) => {
				started.push(index);
				await sleep(clock, index === 1 ? 10 : 1000, run);
				if (index === 1) throw bug;
				if (run.aborted) stopped.push(index);
			},
			{ concurrency: 2, signal, stopsAfter: never },
		);
		return { batch, bug, started, stopped };
	}

	it('throws the same error, and aborts the signals of the other items', async () => {
		const clock = new FakeClock();
		const { batch, bug, started, stopped } = throwing(clock);
		const outcome = batch.catch((thrown: unknown) => thrown);
		await clock.advance(10);
		expect(await outcome).toBe(bug);
		await settle();
		expect(started).toEqual([0, 1]);
		expect(stopped).toEqual([0]);
		expect(clock.pending).toBe(0);
	});

	it('leaves no listener on a signal that outlives it', async () => {
		const clock = new FakeClock();
		const { signal } = new AbortController();
		const { batch, bug } = throwing(clock, signal);
		const outcome = batch.catch((thrown: unknown) => thrown);
		await clock.advance(10);
		expect(await outcome).toBe(bug);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

import fc from 'fast-check';
import { Gate } from '../../../nodes/Laddro/batch/gate';
import { runBatch } from '../../../nodes/Laddro/batch/runBatch';
import { sleep } from '../../../nodes/Laddro/common/clock';
import { FakeClock } from '../fakeClock';
import { cases } from '../cases';

const MINUTE = 60_000;

/** What one try of an item does: it takes some time, and may then hold the gate and be followed by another try. */
interface Try {
	duration: number;
	hold: number;
}

interface Plan {
	/** One list of tries per item; the last one succeeds. */
	items: Try[][];
	concurrency: number;
	perMinute: number;
	/** The try, counted over the whole run, after which the gate shuts; none when it is beyond the last. */
	shutsAfter: number;
}

const oneTry = fc.record({
	duration: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
	hold: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 100_000 })),
});

const plan = fc.record({
	items: fc.array(fc.array(oneTry, { minLength: 1, maxLength: 3 }), { maxLength: 15 }),
	concurrency: fc.integer({ min: 1, max: 6 }),
	perMinute: fc.integer({ min: 0, max: 5 }),
	shutsAfter: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 20 })),
});

/** Runs a plan on a clock of its own, and notes what happened. */
async function run({ items, concurrency, perMinute, shutsAfter }: Plan) {
	const clock = new FakeClock();
	const gate = new Gate<string>(clock, perMinute);
	const starts: Array<{ item: number; at: number }> = [];
	const holds: Array<{ from: number; until: number }> = [];
	const firstTurns: number[] = [];
	let atWork = 0;
	let mostAtWork = 0;
	let shutAt = Infinity;

	const batch = runBatch(
		items.length,
		async (item, signal) => {
			firstTurns.push(item);
			mostAtWork = Math.max(mostAtWork, ++atWork);
			let outcome = 'done';
			for (const { duration, hold } of items[item]!) {
				const { refusal } = await gate.enter(signal);
				if (refusal) {
					outcome = refusal;
					break;
				}
				starts.push({ item, at: clock.now() });
				if (starts.length === shutsAfter) {
					gate.shut('refused');
					shutAt = clock.now();
				}
				await sleep(clock, duration, signal);
				if (hold > 0) {
					gate.hold(hold);
					holds.push({ from: clock.now(), until: clock.now() + hold });
				}
			}
			atWork--;
			return { item, outcome };
		},
		{ concurrency, stopsAfter: () => false },
	);
	let finished = false;
	void batch.then(() => (finished = true));
	// Every wait is a timer: when there are none left, either all is done or somebody starves.
	do await clock.advance(clock.nextIn ?? 0);
	while (clock.nextIn !== undefined);
	return { finished, batch, starts, holds, firstTurns, mostAtWork, shutAt };
}

describe('Gate and runBatch together, for any durations, holds and refusals,', () => {
	it('keep the concurrency, the pace, the holds and the order, and finish every item', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async (chosen) => {
				const { finished, batch, starts, holds, firstTurns, mostAtWork, shutAt } =
					await run(chosen);
				const { items, concurrency, perMinute } = chosen;

				expect(finished).toBe(true);
				const { results } = await batch;
				expect(results.map(({ item }) => item)).toEqual([...items.keys()]);
				expect(firstTurns).toEqual([...items.keys()]);
				expect(mostAtWork).toBeLessThanOrEqual(concurrency);
				if (shutAt === Infinity && items.flat().every(({ duration }) => duration > 0)) {
					expect(mostAtWork).toBe(Math.min(concurrency, items.length));
				}

				for (const [index, { at }] of starts.entries()) {
					const minuteLater = starts[index + perMinute];
					if (perMinute > 0 && minuteLater)
						expect(minuteLater.at - at).toBeGreaterThanOrEqual(MINUTE);
					for (const { from, until } of holds) {
						if (at > from) expect(at).toBeGreaterThanOrEqual(until);
					}
					expect(at).toBeLessThanOrEqual(shutAt);
				}
				if (shutAt === Infinity) {
					expect(starts).toHaveLength(items.flat().length);
					expect(results.every(({ outcome }) => outcome === 'done')).toBe(true);
				}
			}),
			cases(200),
		);
	});

	it('allow starts in the order of arrival', async () => {
		const arrivals = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), async (gaps, perMinute) => {
				const clock = new FakeClock();
				const gate = new Gate<string>(clock, perMinute);
				const started: number[] = [];
				for (const [who, gap] of gaps.entries()) {
					await clock.advance(gap);
					void gate.enter(new AbortController().signal).then(() => started.push(who));
				}
				await clock.advance(gaps.length * MINUTE);
				expect(started).toEqual([...gaps.keys()]);
			}),
			cases(),
		);
	});
});

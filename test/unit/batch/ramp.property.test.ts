import fc from 'fast-check';
import { cases } from '../cases';
import { FakeClock } from '../fakeClock';
import { finish, startRun, type Server, type Treatment } from './simulation';

const MINUTE = 60_000;

/** What comes of the tries of one item; the last one is not refused. */
interface Plan {
	readonly refusals: ReadonlyArray<{ wait: number; all: boolean; end: number }>;
	readonly last: Treatment;
}

const time = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 }));

const plan: fc.Arbitrary<Plan> = fc.record({
	refusals: fc.array(
		fc.record({ wait: fc.integer({ min: 1, max: 30_000 }), all: fc.boolean(), end: time }),
		{ maxLength: 3 },
	),
	last: fc
		.record({ first: fc.option(time, { nil: undefined }), rest: time, isInVain: fc.boolean() })
		.map(({ first, rest, isInVain }) => ({
			...(first !== undefined && !isInVain && { first }),
			end: (first ?? 0) + rest,
			isInVain,
		})),
});

it('A run never has more in flight or in a minute than it may, and works on every item, whatever the server does.', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(plan, { maxLength: 40 }),
			fc.integer({ min: 1, max: 30 }),
			fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
			fc.boolean(),
			async (plans, most, perMinute, isFree) => {
				const clock = new FakeClock();
				const tries = plans.map(() => 0);
				const server: Server = ({ item }) => {
					const { refusals, last } = plans[item]!;
					const refused = refusals[tries[item]!++];
					return refused ? { end: refused.end, refused } : last;
				};
				const record = startRun(clock, server, { rows: plans.length, most, perMinute, isFree });
				await finish(clock);

				expect(record.finished).toBe(true);
				expect(tries).toEqual(plans.map(({ refusals }) => refusals.length + 1));
				expect(record.peak).toBeLessThanOrEqual(most);
				const starts = record.requests.map(({ at }) => at);
				for (const [index, at] of starts.entries()) {
					const later = starts[index + perMinute];
					if (perMinute > 0 && later !== undefined) {
						expect(later - at).toBeGreaterThanOrEqual(MINUTE);
					}
				}
				// Nothing that is new goes before what has been refused, so that no item waits for ever.
				expect(record.done).toHaveLength(plans.filter(({ last }) => !last.isInVain).length);
			},
		),
		cases(150),
	);
});

it('Ten thousand items that wait are no more promises than may be worked on at a time.', async () => {
	const clock = new FakeClock();
	const record = startRun(clock, () => ({ end: 1000 }), { rows: 10_000, most: 50 });
	await clock.advance(500);
	expect(record.requests).toHaveLength(1);
	expect(clock.pending).toBeLessThanOrEqual(2);
	expect(record.begun).toBe(50);
});

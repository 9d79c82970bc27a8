import { runChaos } from '../../scripts/chaos/runChaos';

const SEED = 20_240_229;
const COUNT = 60;

// `npm run chaos` does the same with 1,000 items and another seed each time.
it.each(['leftOut', 'looped'] as const)(
	'of 60 items, %s where they fail, none is lost, none is paid for twice, and all are in order',
	async (form) => {
		const { totals, violations } = await runChaos(COUNT, SEED, form, false);
		expect(violations).toEqual([]);
		expect(totals.succeeded + totals.failed).toBe(COUNT);
		expect(totals.failed).toBeGreaterThan(0);
		expect(totals.requests).toBeGreaterThan(COUNT);
		expect(totals.broken).toBeGreaterThan(0);
	},
	180_000,
);

it('60 items are all there in the end when each failure stops the run, and no document is paid for twice', async () => {
	const { totals, violations } = await runChaos(COUNT, SEED, 'retried', true);
	expect(violations).toEqual([]);
	expect(totals).toMatchObject({ succeeded: COUNT, failed: 0, broken: 0 });
	expect(totals.recovered).toBeGreaterThan(0);
}, 180_000);

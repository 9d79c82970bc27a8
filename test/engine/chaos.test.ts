import { runChaos } from '../../scripts/chaos/runChaos';

// `npm run chaos` does the same with ten times as many items and another seed each time.
it('of 100 items against an API that fails at random none is lost, none is paid for twice, and all are in order', async () => {
	const { totals, violations } = await runChaos(100, 20_240_229);
	expect(violations).toEqual([]);
	expect(totals.succeeded + totals.failed).toBe(100);
	expect(totals.failed).toBeGreaterThan(0);
	expect(totals.retries).toBeGreaterThan(0);
	expect(totals.rateLimited).toBeGreaterThan(0);
	expect(totals.brokenOpen).toBeGreaterThan(0);
}, 60_000);

import { runChaos } from '../../scripts/chaos/runChaos';

// `npm run chaos` does the same with ten times as many items and another seed each time.
it('100 items come through chaos: none lost, none paid for twice, all in order', async () => {
	const { totals, violations } = await runChaos(100, 20_240_229);
	expect(violations).toEqual([]);
	expect(totals.succeeded + totals.failed).toBe(100);
	// The chaos was one.
	expect(totals.failed).toBeGreaterThan(0);
	expect(totals.retries).toBeGreaterThan(0);
	expect(totals.rateLimited).toBeGreaterThan(0);
	expect(totals.brokenOpen).toBeGreaterThan(0);
}, 60_000);

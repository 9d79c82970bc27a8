/**
 * How many cases a property test tries. They are the same each time, so that two runs on the same code say the same;
 * `PROPERTY_SEED=7` tries others.
 */
export function cases(numRuns = 100): { numRuns: number; seed: number } {
	return { numRuns, seed: Number(process.env.PROPERTY_SEED ?? 1) };
}

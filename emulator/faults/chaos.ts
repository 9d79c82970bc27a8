import { faultNames, faults, type FaultName } from '.';
import { repeatableNumbers } from '../content/repeatable';
import type { ChooseBehaviour } from './behaviour';

/** Faults that a chaos run leaves out. */
const leftOut: ReadonlySet<FaultName> = new Set<FaultName>([
	// They make all later items of a run fail.
	'status_401',
	'status_402',
	'other_shape_403',
	'upgrade_403',
	'credits_403',
	'retry_after_day',
	// They never end.
	'no_answer',
	'hold',
	// They are so large that they would take most of the run's time.
	'big_error',
	'big_event',
	'big_stream',
	// Made for one test.
	'redirect',
]);

const inChaos = faultNames.filter((name) => !leftOut.has(name));

/** The faults that make a request fail in a chaos run. */
export const chaosFailures: readonly FaultName[] = inChaos.filter(
	(name) => faults[name].when !== 'healthy',
);

/** The unusual but complete streams of a chaos run. */
export const chaosOddities: readonly FaultName[] = inChaos.filter(
	(name) => faults[name].when === 'healthy',
);

/**
 * Lets requests fail at random: `rate` (0 to 1) of them in one of the `chaosFailures`; of the others
 * the same part is answered with one of the `chaosOddities`. What happens to the n-th attempt of an
 * item depends only on the seed, the item's posting and n, so that a run can be repeated at any
 * concurrency.
 */
export function chaos(seed: number, rate = 0.2): ChooseBehaviour {
	return ({ body, attempt }) => {
		const item = JSON.stringify([seed, body.jobDescription ?? body.jobUrl, attempt]);
		const [first = 0, second = 0, third = 0] = repeatableNumbers(item);
		const pick = (names: readonly FaultName[]) => names[Math.floor(third * names.length)];
		if (first < rate) return pick(chaosFailures);
		return second < rate ? pick(chaosOddities) : undefined;
	};
}

import { createHash } from 'node:crypto';
import { faults, faultsFor, type FaultName } from '.';
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
	'file_large',
	'file_too_large',
	'file_too_large_open',
	'zip_bomb',
	// Whether a client takes it for a failure is its own decision.
	'zip_broken',
	// Made for one test.
	'redirect',
]);

/**
 * Lets requests fail at random: `rate` (0 to 1) of them with a fault of what they ask for; of the
 * others the same part has an unusual but complete response. What happens to the n-th attempt of an
 * item depends only on the seed, the item's posting and n, so that a run can be repeated at any
 * concurrency.
 */
export function chaos(seed: number, rate = 0.2): ChooseBehaviour {
	return ({ body, attempt, kind }) => {
		const item = JSON.stringify([seed, body.jobDescription ?? body.jobUrl, attempt]);
		const digest = createHash('sha256').update(item).digest();
		const random = (index: number) => digest.readUInt32LE(4 * index) / 2 ** 32;
		const hasFault = random(0) < rate;
		if (!hasFault && random(1) >= rate) return undefined;
		const names = faultsFor(kind).filter(
			(name) => !leftOut.has(name) && (faults[name].when === 'healthy') !== hasFault,
		);
		return names[Math.floor(random(2) * names.length)];
	};
}

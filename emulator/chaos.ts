import { hash } from './content/hash';
import { faultNames, faults, type FaultName } from './faults';
import type { ChooseBehaviour } from './types';

/**
 * What a chaos run leaves out: what ends a run for all items (401, 402), never ends (no_answer,
 * hold), is made for one test (redirect), or is so big that the run would measure nothing else.
 */
const leftOut: ReadonlySet<FaultName> = new Set<FaultName>([
	'status_401',
	'status_402',
	'no_answer',
	'hold',
	'redirect',
	'big_error',
	'big_event',
	'big_stream',
]);

const inChaos = faultNames.filter((name) => !leftOut.has(name));

/** The faults that make a request fail in a chaos run. */
export const chaosFailures: readonly FaultName[] = inChaos.filter(
	(name) => faults[name].when !== 'healthy',
);

/** The unusual streams that go well in a chaos run. */
export const chaosOddities: readonly FaultName[] = inChaos.filter(
	(name) => faults[name].when === 'healthy',
);

/** Mulberry32: numbers from 0 up to 1, the same ones for the same seed. */
export function mulberry32(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), state | 1);
		value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
		return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
 * Lets requests fail at random: `rate` (0 to 1) of them in one of `chaosFailures`, and as large a
 * part of the rest are answered well but in an unusual way. What happens to the n-th attempt of an
 * item depends on the seed, the item's posting and n alone, so a run can be repeated at any
 * concurrency.
 */
export function chaos(seed: number, rate = 0.2): ChooseBehaviour {
	return ({ body, attempt }) => {
		const item = JSON.stringify([seed, body.jobDescription ?? body.jobUrl, attempt]);
		const random = mulberry32(hash(item));
		const pick = (names: readonly FaultName[]) => names[Math.floor(random() * names.length)];
		if (random() < rate) return pick(chaosFailures);
		return random() < rate ? pick(chaosOddities) : undefined;
	};
}

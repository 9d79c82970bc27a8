import { faults, faultsFor, type FaultName } from '.';
import { repeatableNumbers } from '../content/repeatable';
import type { ChooseBehaviour } from './behaviour';
import type { AnswerKind } from './fault';

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

/** The faults of a chaos run that such answers can have. */
function chaosFaults(kind: AnswerKind): { failures: FaultName[]; oddities: FaultName[] } {
	const names = faultsFor(kind).filter((name) => !leftOut.has(name));
	const isHealthy = (name: FaultName) => faults[name].when === 'healthy';
	return { failures: names.filter((name) => !isHealthy(name)), oddities: names.filter(isHealthy) };
}

const inChaos: Readonly<Record<AnswerKind, ReturnType<typeof chaosFaults>>> = {
	stream: chaosFaults('stream'),
	pdf: chaosFaults('pdf'),
	zip: chaosFaults('zip'),
	json: chaosFaults('json'),
};

/** The faults that make a stream fail in a chaos run. */
export const chaosFailures: readonly FaultName[] = inChaos.stream.failures;

/** The unusual but complete streams of a chaos run. */
export const chaosOddities: readonly FaultName[] = inChaos.stream.oddities;

/**
 * Lets requests fail at random: `rate` (0 to 1) of them with a fault of what they ask for; of the
 * others the same part has an unusual but complete answer. What happens to the n-th attempt of an
 * item depends only on the seed, the item's posting and n, so that a run can be repeated at any
 * concurrency.
 */
export function chaos(seed: number, rate = 0.2): ChooseBehaviour {
	return ({ body, attempt, kind }) => {
		const { failures, oddities } = inChaos[kind];
		const item = JSON.stringify([seed, body.jobDescription ?? body.jobUrl, attempt]);
		const [first = 0, second = 0, third = 0] = repeatableNumbers(item);
		const pick = (names: readonly FaultName[]) => names[Math.floor(third * names.length)];
		if (first < rate) return pick(failures);
		return second < rate ? pick(oddities) : undefined;
	};
}

import type { NodeExecutionHint } from 'n8n-workflow';
import type { Generation } from '../transport/generate';
import { count } from '../words';
import type { Outcome } from './outcome';

/**
 * The one line that n8n shows after a run in which not everything went straight through, e.g. "3 of 50 items
 * failed; 4 waited for the rate limit". `undefined` when there is nothing to say.
 */
export function executionHint(
	results: ReadonlyArray<{ generation: Generation; outcome: Outcome }>,
): NodeExecutionHint | undefined {
	const numbers: Array<[number, string]> = [
		[results.filter(({ outcome }) => outcome === 'failed').length, 'failed'],
		[results.filter(({ outcome }) => outcome === 'partial').length, 'stayed incomplete'],
		[results.filter(({ generation }) => generation.attempts > 1).length, 'took more than one try'],
		[
			results.filter(({ generation }) => generation.waitedFor.has('hold')).length,
			'waited for the rate limit',
		],
		[
			results.filter(({ generation }) => generation.waitedFor.has('pace')).length,
			'waited for Requests per Minute',
		],
	];
	const [first, ...others] = numbers.filter(([number]) => number > 0);
	if (!first) return undefined;
	const message = [
		`${first[0]} of ${count(results.length, 'item')} ${first[1]}`,
		...others.map(([number, what]) => `${number} ${what}`),
	].join('; ');
	const worrying = results.some(({ outcome }) => outcome !== 'complete');
	return { message, type: worrying ? 'warning' : 'info', location: 'outputPane' };
}

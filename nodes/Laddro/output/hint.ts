import type { NodeExecutionHint } from 'n8n-workflow';
import type { ItemOutcome } from './itemOutcome';
import { count } from './wording';

/**
 * The one line that n8n shows after a run in which something failed or had to wait, e.g. "3 of 50 items failed; 4
 * waited for the rate limit", or "The item failed". Returns `undefined` when there is nothing to say.
 */
export function executionHint(outcomes: readonly ItemOutcome[]): NodeExecutionHint | undefined {
	const having = (applies: (outcome: ItemOutcome) => boolean) => outcomes.filter(applies).length;
	const numbers: Array<[number, string]> = [
		[having(({ status }) => status === 'failed'), 'failed'],
		[having(({ status }) => status === 'partial'), 'stayed incomplete'],
		[having(({ calls }) => calls.some(({ attempts }) => attempts > 1)), 'took more than one try'],
		[having(waitedFor('hold')), 'waited for the rate limit'],
		[having(waitedFor('pace')), "waited for 'Requests per Minute'"],
	];
	const [first, ...others] = numbers.filter(([number]) => number > 0);
	if (!first) return undefined;
	const isOnly = outcomes.length === 1;
	const message = [
		`${isOnly ? 'The item' : `${first[0]} of ${count(outcomes.length, 'item')}`} ${first[1]}`,
		...others.map(([number, what]) => (isOnly ? what : `${number} ${what}`)),
	].join('; ');
	const isWarning = outcomes.some(({ status }) => status !== 'complete');
	return { message, type: isWarning ? 'warning' : 'info', location: 'outputPane' };
}

function waitedFor(cause: 'hold' | 'pace'): (outcome: ItemOutcome) => boolean {
	return ({ calls }) => calls.some((call) => call.waitedFor.has(cause));
}

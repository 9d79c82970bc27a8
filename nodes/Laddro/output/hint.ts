import type { INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import type { Outcome } from '../api/call';
import type { FailedTask } from './failureOutput';
import { count, duration } from './wording';

/** The outcome of one input item: its documents, what arrived of them, or a failure. */
export type ItemOutcome = {
	readonly items: INodeExecutionData[];
	/** The calls to the API, in their order; none when no request was to be sent. */
	readonly calls: readonly Outcome[];
	/** Whether the item is without the changes that were asked for. */
	readonly isNotCompared?: boolean;
} & (
	| { readonly status: 'complete' | 'partial' }
	| { readonly status: 'failed'; readonly failed: FailedTask }
);

/** How a run went as a whole. */
interface RunFacts {
	/** Milliseconds. */
	readonly took: number;
	/** The most items that were in flight at the same time. */
	readonly peak: number;
}

/**
 * The one line that n8n shows after a run in which something failed, had to wait, or was kept from an earlier try, e.g.
 * "48 of 50 items done (12 kept from the run before), 2 failed; 38 requests; 4 items waited for the rate limit; 34
 * seconds, up to 20 items at a time". Returns `undefined` when there is nothing to say.
 */
export function executionHint(
	outcomes: readonly ItemOutcome[],
	{ took, peak }: RunFacts,
): NodeExecutionHint | undefined {
	const having = (applies: (outcome: ItemOutcome) => boolean) => outcomes.filter(applies).length;
	const done = having(({ status }) => status === 'complete');
	const failed = having(({ status }) => status === 'failed');
	const partial = having(({ status }) => status === 'partial');
	const kept = having(isKept);
	const notCompared = having((outcome) => outcome.isNotCompared === true);
	const lostFile = having(({ calls }) => calls.some((call) => call.hasLostFile));
	const causes: Array<[number, string]> = [
		[having(({ calls }) => calls.some(({ attempts }) => attempts > 1)), 'took more than one try'],
		[having(waitedFor('hold')), 'waited for the rate limit'],
		[having(waitedFor('pace')), "waited for 'Requests per Minute'"],
	];
	const calls = outcomes.flatMap((outcome) => outcome.calls);
	const requests = calls.reduce((sum, { attempts }) => sum + attempts, 0);
	const had = causes.filter(([number]) => number > 0);
	if (failed + partial + kept + notCompared + lostFile + had.length === 0) return undefined;
	const results = [
		`${done} of ${count(outcomes.length, 'item')} done${kept > 0 ? ` (${kept} kept from the run before)` : ''}`,
		failed > 0 && `${failed} failed`,
		partial > 0 && `${partial} stayed incomplete`,
	].filter(Boolean);
	const line = [
		results.join(', '),
		count(requests, 'request'),
		...had.map(([number, what]) => `${count(number, 'item')} ${what}`),
		peak > 0 && `${duration(took)}, up to ${count(peak, 'item')} at a time`,
	]
		.filter(Boolean)
		.join('; ');
	const notices = [
		notCompared > 0 &&
			`The source resume of ${count(notCompared, 'item')} could not be read or compared, so 'changes' is null`,
		lostFile > 0 &&
			`n8n does not have the file of ${count(lostFile, 'item')}, which is paid for: get it with the resource Saved Document's operation Download PDF`,
	];
	const message = [line, ...notices].filter(Boolean).join('. ');
	const type = failed + partial + notCompared + lostFile > 0 ? 'warning' : 'info';
	return { message, type, location: 'outputPane' };
}

/** Whether nothing was sent for an item that is done, because all of it was kept. */
function isKept({ calls, status }: ItemOutcome): boolean {
	return status === 'complete' && calls.length > 0 && calls.every((call) => call.isKept);
}

function waitedFor(cause: 'hold' | 'pace'): (outcome: ItemOutcome) => boolean {
	return ({ calls }) => calls.some((call) => call.waitedFor.has(cause));
}

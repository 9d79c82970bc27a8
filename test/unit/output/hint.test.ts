import type { CallReport } from '../../../nodes/Laddro/calls/callApi';
import { executionHint } from '../../../nodes/Laddro/output/hint';
import type { ItemOutcome } from '../../../nodes/Laddro/output/itemOutcome';
import { CONNECTION_CUT, failedWith } from './generation';

function outcome(status: ItemOutcome['status'], rest: Partial<CallReport> = {}): ItemOutcome {
	const call = { ...failedWith(CONNECTION_CUT), ...rest };
	if (status === 'failed') {
		const failed = { call: { ...call, failure: CONNECTION_CUT } };
		return { status, items: [], calls: [call], failed };
	}
	return { status, items: [], calls: [call] };
}

const complete = outcome('complete');
const held = outcome('complete', { waitedFor: new Set(['hold']) });
const paced = outcome('complete', { waitedFor: new Set(['pace']) });
const retried = outcome('complete', { attempts: 2 });

describe('The hint after a run', () => {
	it('There is no hint when nothing failed and nothing had to wait.', () => {
		expect(executionHint([])).toBeUndefined();
		expect(executionHint([complete, complete])).toBeUndefined();
		expect(executionHint([outcome('complete', { attempts: 0 })])).toBeUndefined();
	});

	it.each([
		['a failure', [outcome('failed'), complete], '1 of 2 items failed', 'warning'],
		['a failure of the only item', [outcome('failed')], 'The item failed', 'warning'],
		[
			'an incomplete document',
			[outcome('partial'), complete],
			'1 of 2 items stayed incomplete',
			'warning',
		],
		['retries', [retried, retried, complete], '2 of 3 items took more than one try', 'info'],
		['a rate limit', [held, complete], '1 of 2 items waited for the rate limit', 'info'],
		[
			'the pace of the run',
			[paced, paced],
			"2 of 2 items waited for 'Requests per Minute'",
			'info',
		],
	] as const)('After %s the hint says so.', (_, outcomes, message, type) => {
		expect(executionHint(outcomes)).toEqual({ message, type, location: 'outputPane' });
	});

	it('The hint counts nothing where there is just one item.', () => {
		const only = outcome('failed', { attempts: 4, waitedFor: new Set(['hold', 'pace']) });
		expect(executionHint([only])?.message).toBe(
			"The item failed; took more than one try; waited for the rate limit; waited for 'Requests per Minute'",
		);
	});

	it('The hint is one line for everything that happened, the worst first.', () => {
		const all = outcome('failed', { attempts: 4, waitedFor: new Set(['hold', 'pace']) });
		expect(executionHint([complete, paced, held, retried, outcome('partial'), all])).toEqual({
			message:
				"1 of 6 items failed; 1 stayed incomplete; 2 took more than one try; 2 waited for the rate limit; 2 waited for 'Requests per Minute'",
			type: 'warning',
			location: 'outputPane',
		});
	});
});

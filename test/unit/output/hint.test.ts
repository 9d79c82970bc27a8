import type { Outcome } from '../../../nodes/Laddro/api/call';
import { executionHint as hintAfter, type ItemOutcome } from '../../../nodes/Laddro/output/hint';
import { callWith, CONNECTION_CUT } from './generation';

function outcome(status: ItemOutcome['status'], rest: Partial<Outcome> = {}): ItemOutcome {
	const call = callWith(rest);
	const common = { items: [], calls: [call] };
	if (status !== 'failed') return { ...common, status };
	return { ...common, status, failed: { failure: CONNECTION_CUT, call } };
}

const complete = outcome('complete');
const failed = outcome('failed');
const partial = outcome('partial');
const held = outcome('complete', { waitedFor: new Set(['hold']) });
const paced = outcome('complete', { waitedFor: new Set(['pace']) });
const retried = outcome('complete', { attempts: 2 });
const kept = outcome('complete', { attempts: 0, isKept: true });
const notSent = outcome('failed', { attempts: 0 });
const notCompared: ItemOutcome = { ...complete, isNotCompared: true };
const withoutFile = outcome('complete', { attempts: 0, isKept: true, hasLostFile: true });
const everything = outcome('failed', { attempts: 4, waitedFor: new Set(['hold', 'pace']) });

/** The hint after a run in which nothing was in flight. */
const executionHint = (outcomes: readonly ItemOutcome[]) =>
	hintAfter(outcomes, { took: 0, peak: 0 });

describe('The hint after a run', () => {
	it.each([
		[34_200, 20, '0 of 1 item done, 1 failed; 1 request; 34 seconds, up to 20 items at a time'],
		[900, 1, '0 of 1 item done, 1 failed; 1 request; 1 second, up to 1 item at a time'],
	])('It says that the run took %d ms with %d items in flight.', (took, peak, message) => {
		expect(hintAfter([failed], { took, peak })?.message).toBe(message);
		expect(hintAfter([complete], { took, peak })).toBeUndefined();
	});

	it('There is none when nothing failed, had to wait or had been kept.', () => {
		expect(executionHint([])).toBeUndefined();
		expect(executionHint([complete, complete])).toBeUndefined();
		expect(executionHint([outcome('complete', { attempts: 0 })])).toBeUndefined();
		expect(executionHint([{ status: 'complete', calls: [], items: [] }])).toBeUndefined();
	});

	it.each<[string, ItemOutcome[], string, 'info' | 'warning']>([
		['a failure', [failed, complete], '1 of 2 items done, 1 failed; 2 requests', 'warning'],
		['a failure of the only item', [failed], '0 of 1 item done, 1 failed; 1 request', 'warning'],
		[
			'an incomplete document',
			[partial, complete],
			'1 of 2 items done, 1 stayed incomplete; 2 requests',
			'warning',
		],
		[
			'retries',
			[retried, retried, complete],
			'3 of 3 items done; 5 requests; 2 items took more than one try',
			'info',
		],
		[
			'a rate limit',
			[held, complete],
			'2 of 2 items done; 2 requests; 1 item waited for the rate limit',
			'info',
		],
		[
			'waits for its own pace',
			[paced, paced],
			"2 of 2 items done; 2 requests; 2 items waited for 'Requests per Minute'",
			'info',
		],
		[
			'documents that could not be compared',
			[notCompared, complete, notCompared],
			"3 of 3 items done; 3 requests. The source resume of 2 items could not be read or compared, so 'changes' is null",
			'warning',
		],
		[
			'another one whose file n8n has lost',
			[withoutFile, complete],
			"2 of 2 items done (1 kept from the run before); 1 request. n8n does not have the file of 1 item, which is paid for: get it with the resource Saved Document's operation Download PDF",
			'warning',
		],
		[
			'another one that had kept a document',
			[kept, complete],
			'2 of 2 items done (1 kept from the run before); 1 request',
			'info',
		],
		[
			'another one that had kept all documents',
			[kept, kept],
			'2 of 2 items done (2 kept from the run before); 0 requests',
			'info',
		],
		[
			'another one, with failures again',
			[kept, failed, notSent],
			'1 of 3 items done (1 kept from the run before), 2 failed; 1 request',
			'warning',
		],
		[
			'everything that can happen',
			[complete, paced, held, kept, retried, partial, everything],
			"5 of 7 items done (1 kept from the run before), 1 failed, 1 stayed incomplete; 10 requests; 2 items took more than one try; 2 items waited for the rate limit; 2 items waited for 'Requests per Minute'",
			'warning',
		],
	])('After %s it gives an account of the run.', (_, outcomes, message, type) => {
		expect(executionHint(outcomes)).toEqual({ message, type, location: 'outputPane' });
	});

	it('The order of the items makes no difference.', () => {
		const all = [complete, paced, held, kept, retried, partial, everything];
		expect(executionHint(all.toReversed())).toEqual(executionHint(all));
	});
});

describe('An item of several calls', () => {
	const [first] = kept.calls;
	const [second] = complete.calls;
	const both = (status: 'complete' | 'partial', ...calls: Outcome[]) => [
		{ status, items: [], calls },
	];

	it('It is kept when nothing was sent for it.', () => {
		expect(executionHint(both('complete', first!, first!))?.message).toBe(
			'1 of 1 item done (1 kept from the run before); 0 requests',
		);
	});

	it('It is not when only its first document had been kept.', () => {
		expect(executionHint(both('complete', first!, second!))).toBeUndefined();
		expect(executionHint([...both('complete', second!, first!), failed])?.message).toBe(
			'1 of 2 items done, 1 failed; 2 requests',
		);
	});

	it('It is not when it is incomplete.', () => {
		expect(executionHint(both('partial', first!))?.message).toBe(
			'0 of 1 item done, 1 stayed incomplete; 0 requests',
		);
	});

	it('It is counted once, with all of its requests.', () => {
		const twice = retried.calls[0]!;
		expect(executionHint(both('complete', twice, twice))?.message).toBe(
			'1 of 1 item done; 4 requests; 1 item took more than one try',
		);
	});
});

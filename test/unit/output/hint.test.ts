import { executionHint } from '../../../nodes/Laddro/output/hint';
import type { Outcome } from '../../../nodes/Laddro/output/outcome';
import type { Generation } from '../../../nodes/Laddro/transport/generate';

function result(outcome: Outcome, rest: Partial<Generation> = {}) {
	const generation = {
		sections: new Map<string, string>(),
		attempts: 1,
		waited: 0,
		waitedFor: new Set<'pace' | 'hold'>(),
		...rest,
	};
	return { outcome, generation };
}

const fine = result('complete');
const held = result('complete', { waitedFor: new Set(['hold']) });
const paced = result('complete', { waitedFor: new Set(['pace']) });
const retried = result('complete', { attempts: 2 });

describe('The hint after a run', () => {
	it('is not there when everything went straight through', () => {
		expect(executionHint([])).toBeUndefined();
		expect(executionHint([fine, fine])).toBeUndefined();
		expect(executionHint([result('complete', { attempts: 0 })])).toBeUndefined();
	});

	it.each([
		['failures', [result('failed'), fine], '1 of 2 items failed', 'warning'],
		['one item only', [result('failed')], '1 of 1 item failed', 'warning'],
		[
			'what stayed incomplete',
			[result('partial'), fine],
			'1 of 2 items stayed incomplete',
			'warning',
		],
		['tries', [retried, retried, fine], '2 of 3 items took more than one try', 'info'],
		['the rate limit', [held, fine], '1 of 2 items waited for the rate limit', 'info'],
		['the pace', [paced, paced], '2 of 2 items waited for Requests per Minute', 'info'],
	] as const)('tells of %s', (_, results, message, type) => {
		expect(executionHint(results)).toEqual({ message, type, location: 'outputPane' });
	});

	it('is one line for everything that happened, the gravest first', () => {
		const both = result('failed', { attempts: 4, waitedFor: new Set(['hold', 'pace']) });
		expect(executionHint([fine, paced, held, retried, result('partial'), both])).toEqual({
			message:
				'1 of 6 items failed; 1 stayed incomplete; 2 took more than one try; 2 waited for the rate limit; 2 waited for Requests per Minute',
			type: 'warning',
			location: 'outputPane',
		});
	});
});

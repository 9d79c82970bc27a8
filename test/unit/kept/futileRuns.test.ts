import type { IExecuteFunctions } from 'n8n-workflow';
import { readFutileRuns, writeFutileRuns } from '../../../nodes/Laddro/kept/futileRuns';
import { executionContext } from '../executionContext';
import { stream } from '../api/fakeApi';

const RUNS = {
	hadResult: true,
	inVain: 5,
	down: 0,
	reason: { kind: 'interrupted', cause: 'silence', limit: undefined },
} as const;

/** n8n's context in an execution with this data. */
function contextIn(data: object, id = '1'): IExecuteFunctions {
	return executionContext([], () => stream([]), {
		getContext: () => data,
		getExecutionId: () => id,
	});
}

/** What n8n's database makes of the data. */
const stored = (data: object): object => Object(JSON.parse(JSON.stringify(data)));

it('What a run leaves is read by the next one of its execution, also from the database.', () => {
	const data = {};
	writeFutileRuns(contextIn(data), RUNS);
	expect(readFutileRuns(contextIn(stored(data)))).toEqual(RUNS);
});

it('A retried execution begins anew.', () => {
	const data = {};
	writeFutileRuns(contextIn(data), RUNS);
	expect(readFutileRuns(contextIn(data, '2'))).toBeUndefined();
});

it('What has been changed, or is of another version, is not read.', () => {
	const data = {};
	writeFutileRuns(contextIn(data), RUNS);
	const [field, record] = Object.entries<object>(data)[0]!;
	for (const change of [{ runs: { ...RUNS, inVain: 0 } }, { runs: 5 }, { package: 'other@1' }]) {
		expect(readFutileRuns(contextIn({ [field]: { ...record, ...change } }))).toBeUndefined();
	}
	expect(readFutileRuns(contextIn({ [field]: 'text' }))).toBeUndefined();
	expect(readFutileRuns(contextIn({}))).toBeUndefined();
});

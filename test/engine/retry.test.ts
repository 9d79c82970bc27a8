import { itemsOf, retryWork, runWork, storedTries } from './retryNodes';

const threeTries = { retryOnFail: true, maxTries: 3 };

describe('With Retry On Fail, the context of a node', () => {
	it('is there again after a throw', async () => {
		const run = await runWork([0, 2], threeTries);
		expect(run.run.status).toBe('success');
		expect(itemsOf(run)).toEqual([
			{ name: 'a', tries: 3, found: ['a', 'b'] },
			{ name: 'b', tries: 3, found: ['a', 'b'] },
		]);
	});

	it('is there again after a throw that On Error would continue after', async () => {
		const run = await runWork([2], { ...threeTries, onError: 'continueRegularOutput' });
		expect(itemsOf(run)).toEqual([{ name: 'a', tries: 3, found: ['a'] }]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is there again after a first item with an error, with On Error %s',
		async (onError) => {
			const run = await runWork([2, 0], { ...threeTries, onError, failsBy: 'item' });
			expect(itemsOf(run)).toEqual([
				{ name: 'a', tries: 3, found: ['a', 'b'] },
				{ name: 'b', tries: 3, found: ['a', 'b'] },
			]);
		},
	);

	it('is stored with the execution, also with one that succeeds', async () => {
		expect(storedTries(await runWork([2], threeTries))).toEqual({ a: 3 });
	});

	it('is the same in every round of a loop', async () => {
		const run = await runWork([1, 1], { ...threeTries, inLoop: true });
		expect(run.run.status).toBe('success');
		expect(itemsOf(run)).toEqual([
			{ name: 'a', tries: 2, found: ['a'] },
			{ name: 'b', tries: 2, found: ['a', 'b'] },
		]);
	});
});

it('with Retry On Fail, an error in another item than the first is not tried again', async () => {
	const run = await runWork([0, 1], {
		...threeTries,
		onError: 'continueRegularOutput',
		failsBy: 'item',
	});
	expect(storedTries(run)).toEqual({ a: 1, b: 1 });
	expect(itemsOf(run)).toMatchObject([{ name: 'a' }, { error: 'b failed' }]);
});

describe('The retry of a failed execution', () => {
	it('runs the failed node again, with its context, and those after it', async () => {
		const failed = await runWork([0, 1], {});
		expect(failed.run.status).toBe('error');
		expect(failed.run.data.resultData).toMatchObject({
			lastNodeExecuted: 'Work',
			error: { message: 'b failed' },
		});

		const run = await retryWork(failed);
		expect(run.run).toMatchObject({ status: 'success', mode: 'retry', finished: true });
		expect(run.run.data.resultData.error).toBeUndefined();
		expect(run.items('Start')).toHaveLength(2);
		expect(run.items('After').map(({ json }) => json)).toEqual([
			{ name: 'a', tries: 2, found: ['a', 'b'] },
			{ name: 'b', tries: 2, found: ['a', 'b'] },
		]);
	});

	it('finds what all tries of Retry On Fail have left, and is given as many again', async () => {
		const failed = await runWork([5], threeTries);
		expect(storedTries(failed)).toEqual({ a: 3 });
		expect(itemsOf(await retryWork(failed))).toEqual([{ name: 'a', tries: 6, found: ['a'] }]);
	});

	it('can fail and be retried itself', async () => {
		const failed = await retryWork(await runWork([2], {}));
		expect(failed.run.status).toBe('error');
		expect(failed.run.data.resultData.runData.Work).toHaveLength(1);
		expect(itemsOf(await retryWork(failed))).toEqual([{ name: 'a', tries: 3, found: ['a'] }]);
	});

	it('goes on with a loop in the round that failed', async () => {
		const failed = await runWork([0, 1, 0], { inLoop: true });
		expect(failed.run.status).toBe('error');
		const run = await retryWork(failed);
		expect(run.run.status).toBe('success');
		expect(itemsOf(run)).toEqual([
			{ name: 'a', tries: 1, found: [] },
			{ name: 'b', tries: 2, found: ['a', 'b'] },
			{ name: 'c', tries: 1, found: ['a', 'b'] },
		]);
	});

	it('leaves the record of the failed execution as it was', async () => {
		const failed = await runWork([1], {});
		const record = JSON.stringify(failed.run);
		await retryWork(failed);
		expect(JSON.stringify(failed.run)).toBe(record);
	});

	it('is refused when the execution has succeeded', async () => {
		const run = await runWork([0], {});
		await expect(retryWork(run)).rejects.toThrow('succeeded');
	});
});

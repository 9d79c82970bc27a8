import { executeItems } from '../../nodes/Laddro/executeItems';
import { executionContext } from './executionContext';
import { settle } from './fakeClock';
import { NODE } from './output/generation';
import { DONE, section } from './stream/sse';
import { response, later, stream, type Reply } from './api/fakeApi';

const whole = () => stream([section('summary', 'Engineer'), DONE]);

describe('A run that stops on an error, and whose caller does not read', () => {
	it('starts nothing after the failure, also while it waits for the caller', async () => {
		const failing = later();
		const asked: string[] = [];
		const items = ['a', 'b', 'c', 'd'].map((jobPosting) => ({
			jobPosting,
			requestOptions: { concurrency: 2 },
		}));
		const ask = async ({ jobDescription }: Record<string, unknown>): Promise<Reply> => {
			asked.push(String(jobDescription));
			return jobDescription === 'b' ? await failing.promise : whole();
		};
		const run = executeItems(
			executionContext(items, ask, {
				getNode: () => ({ ...NODE, parameters: { jobPosting: '={{ $json.posting }}' } }),
				isStreaming: () => true,
				sendChunk: async () => await new Promise<never>(() => {}),
			}),
		);
		while (asked.length < 2) await settle();
		// By now the first item is done, and waits for the caller.
		await new Promise((resolve) => setTimeout(resolve, 100));
		failing.respondWith(response(422, { message: 'Too short' }));
		await expect(run).rejects.toMatchObject({ message: 'Too short', context: { itemIndex: 1 } });
		expect(asked).toEqual(['a', 'b']);
	});
});

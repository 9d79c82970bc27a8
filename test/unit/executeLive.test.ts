import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { executeItems } from '../../nodes/Laddro/executeItems';
import { settle } from './fakeClock';
import { NODE } from './output/generation';
import { contextOf } from './parameters/context';
import { DONE, section } from './stream/sse';
import { answer, later, stream, type Reply } from './transport/fakeApi';

const whole = () => stream([section('summary', 'Engineer'), DONE]);

describe('A run that stops on an error, and whose caller does not read', () => {
	it('starts nothing after the failure, also while it waits for the caller', async () => {
		const failing = later();
		const asked: string[] = [];
		const items = ['a', 'b', 'c', 'd'].map((jobDescription) => ({
			jobDescription,
			requestOptions: { concurrency: 2 },
		}));
		const { context } = contextOf(items);
		const ask = async (_: string, { body }: IHttpRequestOptions): Promise<Reply> => {
			const { jobDescription } = Object(body);
			asked.push(jobDescription);
			return jobDescription === 'b' ? await failing.promise : whole();
		};
		const rest: object = {
			getNode: () => ({ ...NODE, parameters: { jobDescription: '={{ $json.posting }}' } }),
			continueOnFail: () => false,
			isStreaming: () => true,
			sendChunk: async () => await new Promise<never>(() => {}),
			getExecutionCancelSignal: () => undefined,
			getInputData: () => items.map((json) => ({ json })),
			getCredentials: async () => ({ apiKey: 'lk_live_0', baseUrl: 'https://api.laddro.com' }),
			getContext: () => ({}),
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			addExecutionHints: () => {},
			helpers: { ...context.helpers, httpRequestWithAuthentication: ask },
		};
		const complete: IExecuteFunctions = Object.assign(context, rest);
		const run = executeItems(complete);
		while (asked.length < 2) await settle();
		// By now the first item is done, and waits for the caller.
		await new Promise((resolve) => setTimeout(resolve, 100));
		failing.answerWith(answer(422, { message: 'Too short' }));
		await expect(run).rejects.toMatchObject({ message: 'Too short', context: { itemIndex: 1 } });
		expect(asked).toEqual(['a', 'b']);
	});
});

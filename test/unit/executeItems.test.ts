import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { executeItems } from '../../nodes/Laddro/executeItems';
import { executionContext } from './executionContext';
import { settle } from './fakeClock';
import { writeDocument } from '../../nodes/Laddro/render/document';
import type { ExecutionData } from './kept/context';
import { NODE } from './output/generation';
import { DONE, section } from './stream/sse';
import { response, later, stream, type Reply } from './api/fakeApi';

jest.mock('../../nodes/Laddro/render/document', () => {
	const actual = jest.requireActual<object>('../../nodes/Laddro/render/document');
	return { ...actual, writeDocument: jest.fn(Reflect.get(actual, 'writeDocument')) };
});

interface Setting {
	readonly type?: string;
	readonly retryOnFail?: boolean;
	readonly continues?: boolean;
	/** Items worked on at the same time. */
	readonly concurrency?: number;
	readonly maxRetries?: number;
	readonly cancelled?: AbortSignal;
}

/** The posting of an item that is asked for. */
type Api = (posting: string) => Reply | Promise<Reply>;

const whole: Api = (posting) => stream([section('summary', `For ${posting}`), DONE]);
const failing =
	(...postings: string[]): Api =>
	(posting) =>
		postings.includes(posting) ? response(422) : whole(posting);

async function waitUntil(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) await settle();
}

/** What the editor holds for parameters that differ from item to item. */
const EXPRESSIONS = { jobPosting: '={{ $json.posting }}' };

/** An execution of a node with an item for each posting, whose tries share n8n's data. */
class Execution {
	readonly data: ExecutionData = {};
	asked: string[] = [];
	hints: NodeExecutionHint[] = [];
	apiKey = 'lk_live_0';
	/** The execution's own id. */
	id = '1';

	constructor(
		private readonly postings: readonly string[],
		private readonly setting: Setting = {},
	) {}

	/** Runs the node once, with an API that does as it is told. */
	async try(api: Api) {
		this.asked = [];
		this.hints = [];
		return await executeItems(this.context(api));
	}

	/** Runs the node once, and returns the error that it ends with. */
	async fail(api: Api): Promise<{ message: string; description: string }> {
		return await this.try(api).then(
			() => Promise.reject(new Error('The run did not fail')),
			(error: Error) => ({ description: '', ...error, message: error.message }),
		);
	}

	/** How many documents are left for the next try. */
	get left(): number {
		const record = this.data['node:Laddro']?.laddroKeptDocuments;
		return Object.keys(Object(Object(record).documents)).length;
	}

	private context(api: Api): IExecuteFunctions {
		const {
			type = NODE.type,
			retryOnFail,
			continues = false,
			concurrency = 1,
			maxRetries,
			cancelled,
		} = this.setting;
		const items = this.postings.map((jobPosting) => ({
			jobPosting,
			requestOptions: { concurrency, maxRetries },
		}));
		const ask = async ({ jobDescription }: Record<string, unknown>) => {
			const posting = String(jobDescription);
			this.asked.push(posting);
			return await api(posting);
		};
		return executionContext(items, ask, {
			getNode: () => ({ ...NODE, type, retryOnFail, parameters: EXPRESSIONS }),
			continueOnFail: () => continues,
			getExecutionCancelSignal: () => cancelled,
			getCredentials: async () => ({ apiKey: this.apiKey, baseUrl: 'https://api.laddro.com' }),
			getExecutionId: () => this.id,
			getContext: () => (this.data['node:Laddro'] ??= {}),
			addExecutionHints: (hint: NodeExecutionHint) => this.hints.push(hint),
		});
	}
}

describe('A run that ends with an error', () => {
	it('It leaves what is complete for the next try, which asks for the rest.', async () => {
		const execution = new Execution(['a', 'b', 'c', 'd']);
		expect((await execution.fail(failing('c'))).description).toContain(
			'2 finished documents of this run are kept: retrying the execution',
		);
		expect(execution.asked).toEqual(['a', 'b', 'c']);
		const items = await execution.try(whole);
		expect(execution.asked).toEqual(['c', 'd']);
		expect(items).toMatchObject(
			['a', 'b', 'c', 'd'].map((posting, item) => ({
				json: { sections: { summary: `For ${posting}` }, complete: true },
				pairedItem: { item },
			})),
		);
		expect(execution.hints).toMatchObject([
			{
				message: expect.stringMatching(
					/^4 of 4 items done \(2 kept from the run before\); 2 requests; .* up to 1 item at a time$/,
				),
				type: 'info',
			},
		]);
		expect(execution.left).toBe(0);
	});

	it('It reads a stream to its end that is open, and starts no other.', async () => {
		const slow = later();
		const open = stream([section('summary', 'For b')], 'hold');
		const execution = new Execution(['a', 'b', 'c', 'd'], { concurrency: 2 });
		const run = execution.fail((posting) => (posting === 'a' ? slow.promise : open));
		await waitUntil(() => execution.asked.length === 2);
		slow.respondWith(response(422));
		await settle();
		open.body.send(DONE);
		expect((await run).description).toContain('1 finished document of this run is kept');
		expect(execution.asked).toEqual(['a', 'b']);
		expect(execution.left).toBe(1);
	});

	it('It keeps them from try to try, until one succeeds.', async () => {
		const execution = new Execution(['a', 'b', 'c']);
		await execution.fail(failing('b'));
		await execution.fail(failing('c'));
		expect(execution.asked).toEqual(['b', 'c']);
		expect(execution.left).toBe(2);
		await execution.try(whole);
		expect(execution.asked).toEqual(['c']);
	});

	it('It says nothing of documents where none is complete.', async () => {
		const execution = new Execution(['a', 'b']);
		const { description } = await execution.fail(() => response(422));
		expect(description).not.toContain('kept');
		expect(execution.left).toBe(0);
	});

	it('A wrong parameter sends nothing, and what had been kept stays.', async () => {
		const postings = ['a', 'b', 'c'];
		const execution = new Execution(postings);
		await execution.fail(failing('c'));
		postings[2] = '';
		const { message, description } = await execution.fail(whole);
		expect(message).toContain("'Job Posting'");
		expect(description).toContain('2 finished documents of this run are kept');
		expect(execution.asked).toEqual([]);
		expect(execution.left).toBe(2);
	});
});

describe('A run with the key of another account', () => {
	it('It asks for everything again: documents are for the account that paid for them.', async () => {
		const execution = new Execution(['a', 'b', 'c']);
		await execution.fail(failing('c'));
		execution.apiKey = 'lk_live_1';
		await execution.try(whole);
		expect(execution.asked).toEqual(['a', 'b', 'c']);
	});

	it('It knows its account by the key as it is sent.', async () => {
		const execution = new Execution(['a', 'b', 'c']);
		await execution.fail(failing('c'));
		execution.apiKey = ' lk_live_0\n';
		await execution.try(whole);
		expect(execution.asked).toEqual(['c']);
	});
});

describe('Something that throws for one item', () => {
	const { writeDocument: write } = jest.requireActual<{ writeDocument: typeof writeDocument }>(
		'../../nodes/Laddro/render/document',
	);
	let isBroken = true;
	beforeEach(() => {
		isBroken = true;
		jest.mocked(writeDocument).mockImplementation(async (sections, style) => {
			if (isBroken && sections.get('summary') === 'For b') throw new RangeError('Too deep: For b');
			return await write(sections, style);
		});
	});
	afterEach(() => jest.mocked(writeDocument).mockImplementation(write));

	it('It fails that item alone, with the sections that were paid for and without the content in its words.', async () => {
		const execution = new Execution(['a', 'b', 'c'], { continues: true });
		const items = await execution.try(whole);
		expect(items).toMatchObject([
			{ json: { complete: true } },
			{
				json: {
					message: 'The Laddro node could not work on this item (RangeError)',
					error: {
						kind: 'internal',
						charged: 'yes',
						retryable: false,
						sections: { summary: 'For b' },
					},
				},
			},
			{ json: { complete: true } },
		]);
		expect(JSON.stringify(items)).not.toContain('Too deep');
	});

	it('It ends a run that stops on failures, and all that is complete is kept, its own document too.', async () => {
		const execution = new Execution(['a', 'b', 'c']);
		expect((await execution.fail(whole)).message).toContain('could not work on this item');
		isBroken = false;
		await execution.try(whole);
		expect(execution.asked).toEqual(['c']);
	});
});

describe('An input field called error', () => {
	it('It is not in the output, since n8n would take it for a failure and run the node again.', async () => {
		const [item] = await executeItems(
			executionContext(
				[
					{
						jobPosting: 'a',
						error: 'was slow',
						team: 'x',
						options: { includeInputFields: true },
					},
				],
				() => whole('a') as Reply,
			),
		);
		expect(item?.json).toMatchObject({ complete: true, team: 'x' });
		expect(item?.json).not.toHaveProperty('error');
	});
});

describe('A run that goes on after failures', () => {
	it('It leaves its documents where n8n may try it again.', async () => {
		const execution = new Execution(['a', 'b'], { continues: true, retryOnFail: true });
		const items = await execution.try(failing('a'));
		expect(items).toMatchObject([{ json: { error: { kind: 'status' } } }, { json: {} }]);
		expect(execution.left).toBe(1);
		expect(execution.hints).toMatchObject([
			{
				message: expect.stringMatching(/^1 of 2 items done, 1 failed; 2 requests; /),
				type: 'warning',
			},
		]);
		await execution.try(whole);
		expect(execution.asked).toEqual(['a']);
		expect(execution.left).toBe(0);
	});

	it("An agent's tool does the same.", async () => {
		const type = `${NODE.type}Tool`;
		const execution = new Execution(['a', 'b'], { type, retryOnFail: true });
		expect(await execution.try(failing('a'))).toMatchObject([
			{ json: { error: expect.any(String) } },
			{ json: { complete: true } },
		]);
		await execution.try(whole);
		expect(execution.asked).toEqual(['a']);
	});

	it.each([false, undefined])(
		'It leaves nothing where n8n does not try it again: %s',
		async (retryOnFail) => {
			const execution = new Execution(['a', 'b'], { continues: true, retryOnFail });
			await execution.try(failing('a'));
			expect(execution.left).toBe(0);
		},
	);

	it('It leaves nothing when nothing failed.', async () => {
		const execution = new Execution(['a', 'b'], { continues: true, retryOnFail: true });
		await execution.try(whole);
		expect(execution.left).toBe(0);
		expect(execution.hints).toEqual([]);
	});
});

describe('A run in which nothing comes of what is paid for', () => {
	const empty: Api = () => stream([DONE]);
	const ten = [...'abcdefghij'];
	/** Whether each item was charged. */
	const chargedIn = (items: INodeExecutionData[]) =>
		items.map(({ json }): unknown => Object(json.error).charged);

	it('It pays for two items, and fails the others for the same reason without a request.', async () => {
		const execution = new Execution(ten, { continues: true, concurrency: 50 });
		const items = await execution.try(empty);
		expect(execution.asked).toEqual(['a', 'b']);
		expect(chargedIn(items)).toEqual(['yes', 'yes', ...Array<string>(8).fill('no')]);
		expect(items.at(-1)?.json).toMatchObject({
			message: expect.stringMatching(/^Nothing was generated/),
			error: {
				kind: 'nothingGenerated',
				attempts: 0,
				description: expect.stringMatching(/No request was sent for this item, because nothing/),
			},
		});
		expect(JSON.stringify(items.at(-1))).not.toMatch(/spent|charged"?:? ?"?(yes|maybe)/);
	});

	it('It goes on to its end where every third item gives nothing.', async () => {
		const execution = new Execution(ten, { continues: true, concurrency: 50 });
		await execution.try((posting) => ('adgj'.includes(posting) ? empty(posting) : whole(posting)));
		expect(execution.asked.sort()).toEqual(ten);
	});

	it('It pays for no more in the other runs of its execution, and in the next one begins anew.', async () => {
		const execution = new Execution(['a'], { continues: true });
		const asked: string[][] = [];
		for (const id of ['1', '1', '1', '2']) {
			execution.id = id;
			await execution.try(empty);
			asked.push(execution.asked);
		}
		expect(asked).toEqual([['a'], ['a'], [], ['a']]);
	});

	it('It pays for no more in the tries that follow its first.', async () => {
		const execution = new Execution(['a', 'b', 'c'], { retryOnFail: true });
		const asked: string[][] = [];
		for (let run = 0; run < 3; run++) {
			await execution.fail(empty);
			asked.push(execution.asked);
		}
		expect(asked).toEqual([['a'], ['a'], []]);
	});

	it('It still gives the documents that were kept.', async () => {
		const execution = new Execution(['a', 'b', 'c', 'd'], { continues: true, retryOnFail: true });
		const failsLate: Api = (posting) => (posting === 'a' ? whole(posting) : empty(posting));
		await execution.try(failsLate);
		await execution.try(failsLate);
		const items = await execution.try(whole);
		expect(execution.asked).toEqual([]);
		expect(items[0]?.json).toMatchObject({ complete: true });
		expect(chargedIn(items)).toEqual([undefined, 'no', 'no', 'no']);
	});
});

it('A refused key costs one request, however many items there are.', async () => {
	const execution = new Execution(Array<string>(1000).fill('a'), {
		continues: true,
		concurrency: 100,
	});
	await execution.try(() => response(401));
	expect(execution.asked).toHaveLength(1);
});

it('A server that is down costs three items.', async () => {
	const execution = new Execution(Array<string>(300).fill('a'), {
		continues: true,
		concurrency: 100,
		maxRetries: 0,
	});
	const items = await execution.try(() => response(502));
	expect(execution.asked.length).toBeLessThanOrEqual(4);
	expect(items.at(-1)?.json).toMatchObject({ error: { statusCode: 502, charged: 'no' } });
});

describe('A run that is cancelled', () => {
	it('It closes what is open, ends in the words that n8n knows, and changes nothing that was kept.', async () => {
		const controller = new AbortController();
		const execution = new Execution(['a', 'b', 'c'], { cancelled: controller.signal });
		await execution.fail(failing('b'));
		expect(execution.left).toBe(1);
		const open = stream([section('summary', 'For c')], 'hold');
		const run = execution.fail((posting) => (posting === 'c' ? open : whole(posting)));
		await waitUntil(() => execution.asked.includes('c'));
		controller.abort();
		expect((await run).message).toBe('The execution was canceled');
		expect(open.body.destroyed).toBe(true);
		expect(execution.left).toBe(1);
	});
});

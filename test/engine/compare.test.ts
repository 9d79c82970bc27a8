import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import { faultResumeId, multilingualPeople, personOf, write, type Behaviour } from '../../emulator';
import type { ReceivedRequest, EmulatorOptions } from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated } from './expected';
import { outputOf, postingOf, postings, rowOf, Stage, type Staging } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

const [first, second] = multilingualPeople.map(({ id }) => id) as [string, string];

/** Runs the node with the option; each row is of the default resume unless it names another one. */
async function run({ parameters, ...staging }: Staging = {}): Promise<EngineRun> {
	const options = { compareWithSource: true, ...Object(parameters?.options) };
	return await stage.run({
		...staging,
		parameters: { output: 'document', simplify: true, ...parameters, options },
	});
}

/** What is changed in the emulator's resume for a row: its summary. */
function changesOf(row: number, id = first): IDataObject[] {
	const summaryOf = (sections: Iterable<readonly [string, string]>) =>
		new Map(sections).get('summary');
	const own = write('tailor', personOf(id), {}).filter(({ section }) => section === 'summary');
	return [
		{
			section: 'summary',
			title: 'Summary',
			added: [summaryOf(generated('tailor', postingOf(row), id))],
			removed: [own.map(({ content }) => content).join('')],
		},
	];
}

/** What was asked for, in this order. */
const asked = () => stage.emulator.ledger.requests.map(({ method, path }) => `${method} ${path}`);
const hintOf = (result: EngineRun) => result.task('Laddro').hints?.[0]?.message;

/** Answers requests that cost nothing like this, and all others as usual. */
const readingIs = (behaviour: Behaviour): EmulatorOptions => ({
	behaviour: ({ operation }: ReceivedRequest) => (operation === 'read' ? behaviour : undefined),
});

const NOT_READ = "so 'changes' is null";

describe('A resume that is compared with its source', () => {
	it.each(['doc', 'sdk', 'canonical'] as const)(
		'says what was changed, where Laddro has the source in the shape %s',
		async (shape) => {
			stage = await Stage.open({ shape });
			const result = await run({ rows: postings(1, { resumeId: second }) });
			const [item] = outputOf(result);
			expect(item?.changes).toEqual(changesOf(0, second));
			expect(Object.keys(item!).slice(-2)).toEqual(['complete', 'changes']);
			expect(asked()).toEqual(['POST /v1/tailor', `GET /v1/resumes/${second}`]);
			expect(stage.emulator.ledger.credits).toBe(3);
			expect(hintOf(result)).toBeUndefined();
		},
	);

	it('reads each source once, and the default resume as the list names it', async () => {
		stage = await Stage.open({ shape: 'doc' });
		const rows = [first, first, second, second, first].map((resumeId, row) => ({
			row,
			posting: postingOf(row),
			resumeId,
		}));
		const named = outputOf(await run({ rows }));
		expect(named.map(({ changes }) => changes)).toEqual(
			rows.map(({ row, resumeId }) => changesOf(row, resumeId)),
		);
		const reads = () =>
			asked()
				.filter((request) => request.startsWith('GET'))
				.sort();
		expect(reads()).toEqual([first, second].map((id) => `GET /v1/resumes/${id}`).sort());

		stage.emulator.ledger.clear();
		const usual = outputOf(await run({ rows: postings(3) }));
		expect(usual.map(({ changes }) => changes)).toEqual([0, 1, 2].map((row) => changesOf(row)));
		expect(reads()).toEqual(['GET /v1/resumes', `GET /v1/resumes/${first}`]);
	});

	it('has no changes in its item unless they are asked for', async () => {
		stage = await Stage.open();
		const [item] = outputOf(await run({ parameters: { options: { compareWithSource: false } } }));
		expect(item).not.toHaveProperty('changes');
		expect(await run({ parameters: { output: 'sections' } }).then(outputOf)).not.toContainEqual(
			expect.objectContaining({ changes: expect.anything() }),
		);
		expect(asked()).toEqual(['POST /v1/tailor', 'POST /v1/tailor']);
	});

	it('says so with its letter, and as an agent’s tool', async () => {
		stage = await Stage.open({ shape: 'doc' });
		const [both] = outputOf(await run({ parameters: { operation: 'both' } }));
		expect(both).toMatchObject({ operation: 'both', complete: true, changes: changesOf(0) });
		const isTool = true;
		const tools = [
			...outputOf(await run({ isTool })),
			...outputOf(await run({ isTool, parameters: { operation: 'both' } })),
		];
		expect(tools.map(({ changes }) => changes)).toEqual([changesOf(0), changesOf(0)]);
	});

	it('says so where it was read back', async () => {
		stage = await Stage.open({
			shape: 'doc',
			documentIds: 'headers',
			behaviour: ({ operation }) => (operation === 'tailor' ? 'truncated' : undefined),
		});
		const [item] = outputOf(await run());
		// A document that is read back says its language.
		const changes = changesOf(0).map((change) => ({ ...change, title: 'Profiili' }));
		expect(item).toMatchObject({ complete: true, recovered: true, changes });
	});

	it('says so in a retried execution, which does not pay again', async () => {
		stage = await Stage.open({
			shape: 'doc',
			behaviour: ({ body, attempt }) =>
				rowOf(body) === 1 && attempt === 1 ? { status: 422, body: {} } : undefined,
		});
		const failed = await run({
			rows: postings(2),
			parameters: { requestOptions: { concurrency: 1 } },
		});
		expect(failed.run.status).toBe('error');
		const items = outputOf(await stage.retry(failed));
		expect(items.map(({ changes }) => changes)).toEqual([changesOf(0), changesOf(1)]);
		expect(stage.emulator.ledger.credits).toBe(6);
	});

	it('is sent live to its end before the source is read', async () => {
		stage = await Stage.open({ shape: 'doc' });
		let before: string[] = [];
		const onChunk = ({ type }: StructuredChunk) => {
			if (type === 'end') before = asked();
		};
		const [item] = outputOf(await run({ onChunk }));
		expect(before).toEqual(['POST /v1/tailor']);
		expect(item?.changes).toEqual(changesOf(0));
	});
});

describe('Where the source can not be read', () => {
	const requestOptions = { maxRetries: 0 };

	it.each<[string, EmulatorOptions]>([
		['is missing', readingIs({ status: 404, body: { message: 'Resume not found' } })],
		['can not be had', readingIs({ status: 500, body: {} })],
		[
			'may not be read with this key',
			readingIs({ status: 403, body: { code: 'insufficient_scope' } }),
		],
		['is no resume', readingIs({ status: 200, body: { id: first, title: 'Resume' } })],
		['is not named by the list', { resumeListShape: 'doc' }],
	])('and %s, the resumes come out all the same', async (_, options) => {
		stage = await Stage.open(options);
		const result = await run({ rows: postings(3), parameters: { requestOptions } });
		expect(result.run.status).toBe('success');
		expect(outputOf(result)).toMatchObject(
			[0, 1, 2].map(() => ({ complete: true, changes: null })),
		);
		expect(hintOf(result)).toMatch(
			/^3 of 3 items done; .*\. The source resume of 3 items could not be read or compared, so 'changes' is null$/,
		);
		expect(new Set(asked().filter((request) => request.startsWith('GET'))).size).toBe(1);
		expect(stage.emulator.ledger.credits).toBe(9);
	});

	it('the other items still have their changes', async () => {
		stage = await Stage.open({
			shape: 'doc',
			behaviour: ({ operation, number }) =>
				operation === 'read' && number === 2 ? { status: 404, body: {} } : undefined,
		});
		const rows = [first, second].map((resumeId, row) => ({ posting: postingOf(row), resumeId }));
		const result = await run({ rows, parameters: { requestOptions: { concurrency: 1 } } });
		expect(outputOf(result).map(({ changes }) => changes)).toEqual([null, changesOf(1, second)]);
		expect(hintOf(result)).toContain(
			`The source resume of 1 item could not be read or compared, ${NOT_READ}`,
		);
	});

	it('an incomplete resume is compared with nothing', async () => {
		stage = await Stage.open();
		const rows = postings(1, { resumeId: faultResumeId('truncated') });
		const kept = { onInterruption: 'keepPartial' };
		const result = await run({ rows, parameters: { requestOptions: kept } });
		expect(outputOf(result)).toMatchObject([{ complete: false, changes: null }]);
		expect(hintOf(result)).not.toContain(NOT_READ);
		expect(asked()).toEqual(['POST /v1/tailor']);
	});

	it('because the execution is stopped, it ends', async () => {
		stage = await Stage.open(readingIs('no_answer'));
		const stopping = new AbortController();
		const running = run({ signal: stopping.signal });
		await stage.emulator.ledger.waitFor(({ method }) => method === 'GET');
		stopping.abort();
		expect((await running).run.status).toBe('canceled');
		await stage.emulator.ledger.settled();
	});
});

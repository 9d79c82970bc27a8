import type { INode, INodeParameters } from 'n8n-workflow';
import { answers, type Behaviour, type ReceivedRequest } from '../../emulator';
import type { WorkflowFile } from '../../n8n/server/editorClient';
import { type Execution, allItemsOf, itemsOf, outcomeOf } from '../../n8n/server/execution';
import { openQueueStage } from './queueStage';
import { credentialNames, openStage, type Stage } from '../../n8n/stage/stage';

const ROWS = 20;
/** The rows that fail when they are asked for the first time. */
const FAILING = [0, 13];

/** Decides how the emulator answers. */
let behaviour: (request: ReceivedRequest) => Behaviour | undefined = () => undefined;

const postingOf = (row: number) =>
	`Posting number ${row}: we are looking for a nurse in Jyväskylä, 3 400 € a month.`;
const rowOf = (body: unknown): number =>
	Number(/^Posting number (\d+)/.exec(String(Object(body).jobDescription))?.[1]);

/**
 * The first requests of the failing rows are refused in a way that the node itself does not try again. All others are
 * answered in each of the ways that are known, in turn.
 */
const failingAtFirst = ({ body, attempt }: ReceivedRequest): Behaviour => {
	const row = rowOf(body);
	if (FAILING.includes(row) && attempt === 1) return { status: 422, body: {} };
	return { answers: answers[row % answers.length] };
};

interface Setting {
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	inLoop?: boolean;
}

/** Twenty postings, Laddro, and a node behind it; in a loop of seven at a time or not. */
function workflowOf({ parameters, settings, inLoop }: Setting): WorkflowFile {
	const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
		...{ id: name, name, type, typeVersion, position: [0, 0], parameters: {} },
		...more,
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const rows = Array.from({ length: ROWS }, (_, row) => ({ json: { posting: postingOf(row) } }));
	return {
		name: 'Twenty postings',
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Postings', 'n8n-nodes-base.code', 2, {
				parameters: { jsCode: `return ${JSON.stringify(rows)};` },
			}),
			node('Loop', 'n8n-nodes-base.splitInBatches', 3, { parameters: { batchSize: 7 } }),
			node('Laddro', 'n8n-nodes-laddro.laddro', 1, {
				parameters: {
					resource: 'application',
					operation: 'tailor',
					resumeId: { __rl: true, mode: 'list', value: '' },
					jobPosting: '={{ $json.posting }}',
					output: 'document',
					...parameters,
				},
				credentials: { laddroApi: { id: 'by-name', name: credentialNames.laddro } },
				...settings,
			}),
			node('After', 'n8n-nodes-base.noOp', 1, {}),
		],
		connections: {
			Start: { main: [to('Postings')] },
			...(inLoop
				? {
						Postings: { main: [to('Loop')] },
						Loop: { main: [to('After'), to('Laddro')] },
						Laddro: { main: [to('Loop')] },
					}
				: { Postings: { main: [to('Laddro')] }, Laddro: { main: [to('After')] } }),
		},
	};
}

const retryOnFail = { retryOnFail: true, maxTries: 5, waitBetweenTries: 100 };

const forms: Array<[string, INodeParameters, requests: number]> = [
	['single documents', {}, 1],
	['items for sections', { output: 'sections' }, 1],
	['PDF files', { output: 'pdf' }, 1],
	['letters', { operation: 'coverLetter' }, 1],
	['both documents', { operation: 'both' }, 2],
	['both documents as files', { operation: 'both', output: 'pdf' }, 1],
];

const environments: Array<[string, () => Promise<Stage>]> = [
	['the main process', async () => await openStage(options)],
	['queue mode', async () => await openQueueStage(options)],
];
const options = {
	emulator: { behaviour: (request: ReceivedRequest) => behaviour(request) },
	// The executions of the tests are started by hand.
	environment: async () => ({ OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' }),
};

describe.each(environments)('In %s', (_, open) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await open();
	});
	afterAll(async () => await stage?.close());
	beforeEach(() => {
		stage.emulator.ledger.clear();
		behaviour = failingAtFirst;
	});

	/** Every row that is handed on, in order, and the requests that each has cost. */
	function expectAllPaidOnce(execution: Execution, requests: number): void {
		const asked = stage.emulator.ledger.streaming.map(({ body }) => rowOf(body));
		const byRow = Array.from(
			{ length: ROWS },
			(__, row) => asked.filter((each) => each === row).length,
		);
		expect(byRow).toEqual(
			Array.from({ length: ROWS }, (__, row) => (FAILING.includes(row) ? 2 : 1) * requests),
		);
		const rounds = execution.data.resultData.runData.Laddro ?? [];
		const rows = rounds.flatMap(({ data }, round) =>
			(data?.main?.[0] ?? []).map(({ pairedItem, json }) => {
				expect(json).toMatchObject({ complete: true });
				return round * 7 + Number(Object(pairedItem).item);
			}),
		);
		expect([...new Set(rows)]).toEqual([...Array(ROWS).keys()]);
	}

	const start = async (setting: Setting): Promise<Execution> =>
		await stage.n8n.client.run(workflowOf(setting), 'Start');

	it.each(forms)('Retry On Fail pays for %s once', async (__, parameters, requests) => {
		const execution = await start({ parameters, settings: retryOnFail });
		expect(outcomeOf(execution)).toBe('success');
		expectAllPaidOnce(execution, requests);
	});

	it('Retry On Fail pays for them once when On Error is Continue', async () => {
		const settings = { ...retryOnFail, onError: 'continueRegularOutput' } as const;
		const execution = await start({ settings });
		expect(outcomeOf(execution)).toBe('success');
		expectAllPaidOnce(execution, 1);
	});

	it('Retry On Fail pays for each round of Loop Over Items once', async () => {
		const execution = await start({ settings: retryOnFail, inLoop: true });
		expect(outcomeOf(execution)).toBe('success');
		expectAllPaidOnce(execution, 1);
		expect(allItemsOf(execution, 'Laddro')).toHaveLength(ROWS);
	});

	it.each(forms)(
		'the retry of a failed execution pays for %s once',
		async (__, parameters, requests) => {
			const { client } = stage.n8n;
			let execution = await start({ parameters });
			for (let retries = 0; execution.status === 'error' && retries < 5; retries++) {
				execution = await client.finished(await client.retry(execution.id));
			}
			expect(outcomeOf(execution)).toBe('success');
			expectAllPaidOnce(execution, requests);
		},
	);

	it('a failure that comes again lets the others out as its description says', async () => {
		const { client } = stage.n8n;
		behaviour = ({ body }) => (rowOf(body) === 13 ? { status: 422, body: {} } : undefined);
		const id = await client.createWorkflow(workflowOf({}));
		let execution = await client.finished(await client.start(id, 'Start'));
		expect(outcomeOf(execution)).toContain(
			"set 'On Error' to Continue and retry it with the currently saved workflow",
		);
		execution = await client.finished(await client.retry(execution.id, true));
		expect(outcomeOf(execution)).toContain('finished documents of this run are kept');

		const { versionId } = await client.request<{ versionId: string }>(
			'GET',
			`/rest/workflows/${id}`,
		);
		const { nodes } = workflowOf({ settings: { onError: 'continueRegularOutput' } });
		await client.request('PATCH', `/rest/workflows/${id}`, { nodes, versionId });
		execution = await client.finished(await client.retry(execution.id, true));
		expect(outcomeOf(execution)).toBe('success');
		const failed = itemsOf(execution, 'Laddro').flatMap(({ json }, row) =>
			json.complete === true ? [] : [row],
		);
		expect(failed).toEqual([13]);
		expect(stage.emulator.ledger.credits).toBe((ROWS - 1) * 3);
	});
});

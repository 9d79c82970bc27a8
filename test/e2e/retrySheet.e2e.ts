import type { WorkflowFile } from '../../n8n/server/editorClient';
import { itemsOf, outcomeOf, outputsOf } from '../../n8n/server/execution';
import { currentRelease } from '../../n8n/releases/releases';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';

const { makesDataTables } = currentRelease();

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage?.close());

/** The example. Where n8n can't create a Data Table yet, a node that does nothing replaces it. */
async function retrySheet(): Promise<WorkflowFile> {
	const workflow = await example('retry-sheet.json');
	if (makesDataTables) return workflow;
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.dataTable'
			? { ...node, type: 'n8n-nodes-base.noOp', parameters: {} }
			: node,
	);
	return { ...workflow, nodes };
}

it('a failed item goes through the error output into the retry sheet, and the other postings go on', async () => {
	const execution = await stage.n8n.client.run(await retrySheet(), 'Start');

	expect(outcomeOf(execution)).toBe('success');
	const [tailored, failed] = outputsOf(execution, 'Laddro');
	expect(tailored).toHaveLength(2);
	expect(failed).toHaveLength(1);
	expect(itemsOf(execution, 'Tailored').map(({ json }) => json.positionName)).toEqual([
		'Bauingenieurin',
		'Data Analyst',
	]);
	expect(failed![0]!.json).toEqual({
		positionName: 'Gärtner',
		jobDescription: '',
		message: expect.stringContaining('Job Description'),
		error: expect.objectContaining({ description: expect.stringMatching(/./) }),
	});
	const rows = itemsOf(execution, 'Add to Retry Sheet').map(({ json }) => json);
	expect(rows).toHaveLength(1);
	if (!makesDataTables) return;
	expect(rows[0]).toMatchObject({
		positionName: 'Gärtner',
		reason: failed![0]!.json.message,
		advice: expect.stringMatching(/./),
	});
});

it('sections that were paid for before a stream broke are kept in the failure', async () => {
	const workflow = withParameters(await retrySheet(), 'Laddro', {
		resumeId: { __rl: true, mode: 'id', value: 'res_fault_truncated' },
	});
	const execution = await stage.n8n.client.run(workflow, 'Start');

	const [tailored, failed] = outputsOf(execution, 'Laddro');
	expect(tailored).toEqual([]);
	expect(failed).toHaveLength(3);
	const { error } = failed![0]!.json;
	expect(error).toMatchObject({ retryable: false, attempts: 1 });
	expect(Object.keys(Object(Object(error).sections))).toHaveLength(2);
	expect(itemsOf(execution, 'Add to Retry Sheet')).toHaveLength(3);
});

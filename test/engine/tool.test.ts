import type { StructuredChunk } from 'n8n-workflow';
import type { FaultName } from '../../emulator';
import { faultyRows, outputOf, pairedWith, postings, Stage, type Staging } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

/** Runs the node as n8n's agent does: an ordinary execution context, in a workflow that streams its response. */
async function runAsTool(staging: Staging) {
	const chunks: StructuredChunk[] = [];
	const run = await stage.run({
		...staging,
		isTool: true,
		onChunk: (chunk) => void chunks.push(chunk),
	});
	return { run, chunks };
}

describe("As an agent's tool", () => {
	it('the node sends nothing of the document to the caller of the workflow', async () => {
		stage = await Stage.open();
		const { run, chunks } = await runAsTool({ parameters: { output: 'document' } });
		expect(outputOf(run)).toMatchObject([{ document: expect.stringContaining('## Summary') }]);
		expect(chunks).toEqual([]);
	});

	it.each<[FaultName, RegExp]>([
		['status_422', /^The job description is too short\. Check 'Job Posting'/],
		['status_401', /^Invalid API key\. Check 'API Key'/],
		['truncated', /^\S.* ended .*2 sections .*credits are spent/],
		['empty', /^\S.* ended .*[Cc]redits may have been charged/],
	])('the failure %s is one item with its whole text, and is not thrown', async (fault, text) => {
		stage = await Stage.open();
		const { run, chunks } = await runAsTool({ rows: faultyRows([fault]) });
		expect(run.run.status).toBe('success');
		expect(outputOf(run)).toEqual([{ error: expect.stringMatching(text) }]);
		expect(pairedWith(run)).toEqual([0]);
		expect(chunks).toEqual([]);
	});

	it('a refused key says nothing of other items, since a call of the tool has one', async () => {
		stage = await Stage.open();
		const { run } = await runAsTool({ rows: faultyRows(['status_401']) });
		expect(outputOf(run)).toEqual([
			{ error: "Invalid API key. Check 'API Key' in the Laddro API credential." },
		]);
	});

	it('a wrong parameter is one item with its whole text, and is not thrown', async () => {
		stage = await Stage.open();
		const { run } = await runAsTool({ rows: [{ posting: '' }] });
		expect(run.run.status).toBe('success');
		expect(outputOf(run)).toEqual([
			{ error: expect.stringMatching(/^'Job Posting' is empty\. Enter the posting's text/) },
		]);
		expect(stage.emulator.ledger.requests).toEqual([]);
	});

	it('a base URL that can not be used is one item with its whole text, and is not thrown', async () => {
		stage = await Stage.open();
		const credential = { baseUrl: 'http://api.example' };
		const { run } = await runAsTool({ rows: postings(2), credential });
		expect(run.run.status).toBe('success');
		expect(outputOf(run)).toMatchObject([
			{ error: expect.stringContaining('must begin with https://') },
			{ error: expect.stringContaining('must begin with https://') },
		]);
	});
});

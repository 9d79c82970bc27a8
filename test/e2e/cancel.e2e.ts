import { performance } from 'node:perf_hooks';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage?.close());

it.each([
	['in mid-stream', 'res_fault_stall', 2],
	['before the answer', 'res_fault_no_answer', 0],
])(
	'stopping an execution closes its connections within two seconds (%s)',
	async (_moment, resume, sections) => {
		const { client } = stage.n8n;
		const { ledger } = stage.emulator;
		ledger.clear();
		const workflow = withParameters(await example('tailor-resume.json'), 'Tailor a resume', {
			resumeId: { __rl: true, mode: 'id', value: resume },
		});
		const id = await client.start(
			await client.createWorkflow(workflow),
			"When clicking 'Execute workflow'",
		);
		await ledger.waitFor(
			({ path, sectionsSent }) => path === '/v1/tailor' && sectionsSent === sections,
		);

		const stoppedAt = performance.now();
		await client.stop(id);
		await ledger.settled();

		expect(performance.now() - stoppedAt).toBeLessThan(2_000);
		expect(ledger.streaming.every(({ endedBy }) => endedBy === 'client')).toBe(true);
		expect((await client.finished(id)).status).toBe('canceled');
	},
);

import { performance } from 'node:perf_hooks';
import type { WorkflowFile } from '../../n8n/server/editorClient';
import { sendForm } from './form';
import { callLive, hasText } from './liveCall';
import { type QueueStage, executionsStartedBy, openQueueStage } from './queueStage';
import { currentRelease } from '../../n8n/releases/releases';
import { credentialNames, formLogin, webhookKey } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';
import { hash, resumePdf } from './files';

const live = 300;

const posting = {
	positionName: 'Projektleiterin',
	jobDescription: 'Wir suchen eine Projektleiterin für Windkraft an der Küste, 85.000 € im Jahr.',
};
const livePosting = { positionName: posting.positionName, jobPosting: posting.jobDescription };

let stage: QueueStage;
let hold = false;
beforeAll(async () => {
	stage = await openQueueStage({
		emulator: { behaviour: () => (hold ? { hold: true } : undefined), pieceDelay: 5 },
	});
});
afterAll(async () => await stage?.close());
beforeEach(() => stage.emulator.ledger.clear());

/** A webhook that takes several postings in one call and answers with all of their documents. */
const batchWebhook: WorkflowFile = {
	name: 'Batch by webhook',
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: '1',
			name: 'Postings',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'batch',
			parameters: {
				httpMethod: 'POST',
				path: 'batch',
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
		},
		{
			id: '2',
			name: 'One by One',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.postings', options: {} },
		},
		{
			id: '3',
			name: 'Laddro',
			type: 'n8n-nodes-laddro.laddro',
			typeVersion: 1,
			position: [400, 0],
			parameters: {
				resource: 'application',
				operation: 'tailor',
				resumeId: { __rl: true, mode: 'list', value: '' },
				positionName: '={{ $json["body.postings"] }}',
				jobPosting: '={{ $json["body.postings"] }} for a team that builds ferries',
				output: 'document',
				options: {},
				requestOptions: {},
			},
			credentials: { laddroApi: { id: 'by-name', name: credentialNames.laddro } },
		},
	],
	connections: {
		Postings: { main: [[{ node: 'One by One', type: 'main', index: 0 }]] },
		'One by One': { main: [[{ node: 'Laddro', type: 'main', index: 0 }]] },
	},
};

async function sendBatch(names: string[]): Promise<Array<{ document: string }>> {
	const answer = await fetch(`${stage.n8n.url}/webhook/batch`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ postings: names }),
	});
	return JSON.parse(await answer.text());
}

it('60 items in 20 executions spread over both workers, and none is lost', async () => {
	await stage.n8n.client.activateWorkflow(batchWebhook);
	const batches = Array.from({ length: 20 }, (_, batch) =>
		[1, 2, 3].map((item) => `Welder ${batch + 1}-${item}`),
	);
	const answers = await Promise.all(batches.map(sendBatch));

	expect(answers.flat()).toHaveLength(60);
	for (const { document } of answers.flat()) expect(document).toContain('<h2>');
	const asked = stage.emulator.ledger.streaming.map(({ body, status }) => [
		Object(body).positionName,
		status,
	]);
	expect(asked.sort()).toEqual(
		batches
			.flat()
			.map((name) => [name, 200])
			.sort(),
	);

	const spread = stage.workers.map((worker) => executionsStartedBy(worker).length);
	console.log(`executions per worker: ${spread.join(' + ')}`);
	expect(spread.reduce((sum, count) => sum + count)).toBe(20);
	for (const count of spread) expect(count).toBeGreaterThan(0);
});

it('a file that a form has taken reaches a worker, and the form gives back what it has made', async () => {
	await stage.n8n.client.activateWorkflow(await example('resume-from-form.json'));
	const resume = await resumePdf(stage.emulator, 'resume.pdf');
	const ending = await sendForm(
		`${stage.n8n.url}/form/tailor-my-resume`,
		formLogin,
		resume,
		posting.positionName,
		posting.jobDescription,
	);
	expect(ending.text).toContain('Your resume is ready');
	await stage.emulator.ledger.settled();
	const [request] = stage.emulator.ledger.requests;
	expect(request).toMatchObject({ upload: { sha256: hash(resume.bytes) }, body: posting });
	expect(hash(ending.file!.bytes)).toBe(request?.sha256);
});

it('a streaming webhook is live through a worker', async () => {
	await stage.n8n.client.activateWorkflow(await example('streaming-webhook.json'));
	const { ledger } = stage.emulator;
	await callLive(`${stage.n8n.url}/webhook/laddro-live`, livePosting, webhookKey).ended;
	hold = true;
	for (let round = 1; round <= 3; round++) {
		ledger.clear();
		const call = callLive(`${stage.n8n.url}/webhook/laddro-live`, livePosting, webhookKey);
		await ledger.waitFor(({ sectionsSent }) => sectionsSent === 1);
		const sentAt = performance.now();
		const piece = await call.first(hasText);
		expect(piece.at - sentAt).toBeLessThan(live);
		expect(ledger.streaming[0]).toMatchObject({ sectionsSent: 1, endedBy: 'open' });
		stage.emulator.release();
		expect(await call.ended).toBe('complete');
		console.log(`round ${round}: first section after ${(piece.at - sentAt).toFixed(1)} ms`);
	}
});

it('when a worker is killed in mid-stream, the connection to the API closes, and n8n ends the execution as it ends lost ones', async () => {
	const { client, url } = stage.n8n;
	const { ledger } = stage.emulator;
	hold = true;
	const call = callLive(`${url}/webhook/laddro-live`, livePosting, webhookKey);
	await call.first(hasText);
	const running = await client.firstRunning();
	const victim = stage.workers.find((worker) => executionsStartedBy(worker).includes(running));

	hold = false;
	const killedAt = performance.now();
	await victim!.kill();
	const entry = await ledger.waitFor(({ endedBy }) => endedBy === 'client');
	const { status, data } = await client.finished(running, 90_000);
	const reportedAfter = performance.now() - killedAt;

	expect(entry.endedAt! - killedAt).toBeLessThan(2_000);
	await call.ended;
	const marks = call.pieces.map(({ type }) => type).filter((type) => /begin|end|error/.test(type));
	if (currentRelease().lostExecutions === 'fail') {
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toContain('failed to be processed too many times');
		// Nothing is charged a second time.
		expect(ledger.streaming).toHaveLength(1);
		// The caller's answer has no final piece, so it can be told from a complete one.
		expect(marks).toEqual(['begin']);
	} else {
		// n8n 1 runs it again from the start, unless QUEUE_WORKER_MAX_STALLED_COUNT is 0.
		expect(status).toBe('success');
		expect(ledger.streaming).toHaveLength(2);
		expect(marks).toEqual(['begin', 'begin', 'end']);
	}
	console.log(
		`connection closed after ${(entry.endedAt! - killedAt).toFixed(0)} ms, execution "${status}" after ${(reportedAfter / 1000).toFixed(1)} s`,
	);
});

it('the worker that is left goes on executing workflows', async () => {
	const answers = await Promise.all(
		['Painter', 'Plumber', 'Pilot'].map(async (name) => await sendBatch([name])),
	);
	expect(answers.flat()).toHaveLength(3);
});

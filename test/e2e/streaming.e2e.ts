import { performance } from 'node:perf_hooks';
import { itemsOf } from '../../n8n/server/execution';
import { callLive, hasText } from './liveCall';
import { type Stage, openStage, webhookKey } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';
import { formats } from '../../nodes/Laddro/render/document';
import { titleOf } from '../../nodes/Laddro/common/title';

/** Milliseconds that a section may take from the API's socket, through n8n, to the caller. */
const live = 300;

const posting = {
	positionName: 'Projektleiterin',
	jobPosting: 'Wir suchen eine Projektleiterin für Windkraft an der Küste, 85.000 € im Jahr.',
};

let stage: Stage;
let url: string;
let workflowId: string;
let hold = false;
beforeAll(async () => {
	stage = await openStage({ emulator: { behaviour: () => (hold ? { hold: true } : undefined) } });
	const workflow = await example('streaming-webhook.json');
	workflowId = await stage.n8n.client.activateWorkflow(
		withParameters(workflow, 'Laddro', { simplify: false }),
	);
	url = `${stage.n8n.url}/webhook/laddro-live`;
	// The first call of a fresh n8n also loads what it needs for any call.
	await callLive(url, posting, webhookKey).ended;
});
afterAll(async () => await stage?.close());

it('the first section reaches the caller at once, while the API still holds the second back', async () => {
	const { emulator } = stage;
	hold = true;
	for (let round = 1; round <= 5; round++) {
		emulator.ledger.clear();
		const call = callLive(url, posting, webhookKey);
		const request = await emulator.ledger.waitFor(({ sectionsSent }) => sectionsSent === 1);
		const sentAt = performance.now();
		const piece = await call.first(hasText);

		expect(piece.at - sentAt).toBeLessThan(live);
		expect(request).toMatchObject({ sectionsSent: 1, endedBy: 'open' });

		emulator.release();
		expect(await call.ended).toBe('complete');
		expect(call.pieces.at(-1)?.type).toBe('end');
		console.log(`round ${round}: first section after ${(piece.at - sentAt).toFixed(1)} ms`);
	}
});

it('the streamed text is the text of the output item, section by section, with its headings', async () => {
	hold = false;
	const { client } = stage.n8n;
	const call = callLive(url, posting, webhookKey);
	expect(await call.ended).toBe('complete');
	const [latest] = await client.executionsOf(workflowId);
	const execution = await client.finished(latest!.id);

	const [item] = itemsOf(execution, 'Laddro');
	const { heading, piece } = formats.html;
	const sections = Object.entries(Object(item?.json.sections)).map(
		([section, content]) =>
			(section === 'header' ? '' : heading(titleOf(section))) + piece(String(content)),
	);
	const streamed = call.pieces.filter(({ type }) => type === 'item').map(({ content }) => content);
	expect(sections.length).toBeGreaterThan(3);
	expect(streamed.join('')).toBe(sections.join('\n\n'));
	expect(call.pieces[0]?.type).toBe('begin');
});

it('a failed item reaches the caller as an error piece, and the answer ends', async () => {
	const wrong = { ...posting, jobPosting: '' };
	const call = callLive(url, wrong, webhookKey);
	await call.ended;
	expect(call.pieces.map(({ type }) => type)).toContain('error');
});

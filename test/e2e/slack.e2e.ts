import { type SlackStandIn, startSlack } from '../../n8n/outside/slack';
import { itemsOf, outcomeOf } from '../../n8n/server/execution';
import { type Stage, openStage, webhookKey } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';

let stage: Stage;
let slack: SlackStandIn;
beforeAll(async () => {
	stage = await openStage({
		environment: async (workspace) => {
			slack = await startSlack(workspace);
			return slack.environment;
		},
	});
	await stage.n8n.client.createCredential('Slack account', 'slackApi', {
		accessToken: 'xoxb-loopback',
	});
});
afterAll(async () => {
	await stage?.close();
	await slack?.close();
});

it('a posting sent to the webhook becomes a cover letter in Slack', async () => {
	const { client, url } = stage.n8n;
	const id = await client.activateWorkflow(await example('cover-letter-to-slack.json'));
	const call = {
		method: 'POST',
		headers: { 'content-type': 'application/json', [webhookKey.name]: webhookKey.value },
		body: JSON.stringify({
			positionName: 'Möbeltischlerin',
			jobDescription: 'Wir fertigen Möbel nach Maß und suchen eine Tischlerin, 3.600 € im Monat.',
		}),
	};
	const withoutKey = { ...call, headers: { 'content-type': 'application/json' } };
	expect((await fetch(`${url}/webhook/cover-letter`, withoutKey)).status).toBe(403);
	expect((await fetch(`${url}/webhook/cover-letter`, call)).status).toBe(200);

	const execution = await client.finished(await client.firstExecutionOf(id));
	expect(outcomeOf(execution)).toBe('success');
	const [letter] = itemsOf(execution, 'Laddro');
	expect(String(letter?.json.document).length).toBeGreaterThan(200);
	expect(slack.messages).toEqual([
		{
			authorization: 'Bearer xoxb-loopback',
			body: expect.objectContaining({
				channel: 'C0123456789',
				text: `*Cover letter: Möbeltischlerin*\n\n${String(letter?.json.document)}`,
			}),
		},
	]);
});

import { type ScriptedModel, startScriptedModel } from '../../n8n/outside/model';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';

const posting = 'Wir suchen eine Köchin für unser Café in Lübeck, 2.900 € im Monat.';

let stage: Stage;
let model: ScriptedModel;
beforeAll(async () => {
	stage = await openStage();
	model = await startScriptedModel({ Position_Name: 'Köchin', Job_Description: posting });
	await stage.n8n.client.createCredential('OpenAI account', 'openAiApi', model.credential);
});
afterAll(async () => {
	await model?.close();
	await stage?.close();
});

it('an AI Agent calls the node as its tool and gets the document', async () => {
	const { client, url } = stage.n8n;
	const workflow = withParameters(await example('ai-agent-tool.json'), 'Chat Message', {
		public: true,
	});
	const { webhookId } = workflow.nodes.find(({ name }) => name === 'Chat Message')!;
	await client.activateWorkflow(workflow);

	const answer = await fetch(`${url}/webhook/${webhookId}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			action: 'sendMessage',
			sessionId: 'one',
			chatInput: `Tailor my resume to this: ${posting}`,
		}),
	});
	const { output }: { output: string } = JSON.parse(await answer.text());

	const [first, second] = model.requests;
	expect(model.requests).toHaveLength(2);
	const [tool] = first?.tools ?? [];
	expect(tool?.function.description).toContain('resume');
	expect(Object.keys(propertiesOf(tool?.function.parameters))).toEqual([
		'Position_Name',
		'Job_Description',
	]);
	expect(second?.messages.at(-1)?.role).toBe('tool');
	expect(output).toContain('## ');

	const [request] = stage.emulator.ledger.streaming;
	expect(stage.emulator.ledger.streaming).toHaveLength(1);
	expect(request).toMatchObject({
		path: '/v1/tailor',
		status: 200,
		body: { positionName: 'Köchin', jobDescription: posting },
	});
});

function propertiesOf(schema: unknown): object {
	if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return {};
	return schema.properties ?? {};
}

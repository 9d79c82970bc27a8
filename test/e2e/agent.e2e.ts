import type { INode } from 'n8n-workflow';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { type LiveCall, callLive } from './liveCall';
import { type ScriptedModel, startScriptedModel } from './model';
import type { WorkflowFile } from '../../n8n/server/editorClient';
import { type Stage, openStage } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';
import { waitFor } from '../../n8n/system/waitFor';

const posting = 'Wir suchen eine Köchin für unser Café in Lübeck, 2.900 € im Monat.';
const values = { Position_Name: 'Köchin', Job_Posting: posting };
const farewell = 'That is all I can do for you today.';

/** The names under which the model sees the example's tools. */
const tools = {
	tailor: 'Tailor_resume_in_Laddro',
	coverLetter: 'Write_cover_letter_in_Laddro',
	both: 'Tailor_resume_and_write_cover_letter_in_Laddro',
};

/** Decides how the emulator answers, in the test that sets it. */
let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
let stage: Stage;
let model: ScriptedModel;
beforeAll(async () => {
	// A stream that breaks does not name its document, so that it can't be read back.
	stage = await openStage({
		emulator: { documentIds: 'event', behaviour: (request) => behaviour?.(request) },
	});
	model = await startScriptedModel();
	const { client } = stage.n8n;
	await client.createCredential('OpenAI account', 'openAiApi', model.credential);
	await client.createCredential('Wrong key', 'laddroApi', {
		apiKey: 'laddro_live_wrong',
		baseUrl: stage.emulator.url,
	});
});
afterAll(async () => {
	await model?.close();
	await stage?.close();
});
beforeEach(() => {
	behaviour = undefined;
	stage.emulator.ledger.clear();
});

/** Agent 3 runs tools as nodes of the workflow, agent 2 inside of itself. */
describe.each([3, 2.2])('an AI Agent %s in a streaming chat', (typeVersion) => {
	it('sees three Laddro tools with different names, and descriptions that say what each does', async () => {
		model.play([{ say: farewell }]);
		await chat(typeVersion);

		const offered = model.requests[0]?.tools?.map(({ function: tool }) => tool) ?? [];
		expect(offered.map(({ name, description }) => [name, description]).sort()).toEqual(
			[
				[tools.tailor, 'Tailor resume in Laddro'],
				[tools.coverLetter, 'Write cover letter in Laddro'],
				[tools.both, 'Tailor resume and write cover letter in Laddro'],
			].sort(),
		);
		for (const { parameters } of offered) {
			expect(parameters).toMatchObject({
				properties: {
					Position_Name: { type: 'string', description: expect.stringMatching(/position/) },
					Job_Posting: { type: 'string', description: expect.stringMatching(/posting/) },
				},
			});
		}
	});

	it.each([
		[tools.tailor, '/v1/tailor'],
		[tools.coverLetter, '/v1/cover-letters/generate'],
	])(
		"gets the document of %s, while the chat's caller gets nothing but the model's own words",
		async (tool, path) => {
			model.play([{ call: [{ tool, arguments: values }] }, { say: farewell }]);
			const { call, status } = await chat(typeVersion);

			expect(status).toBe('success');
			expect(stage.emulator.ledger.streaming).toEqual([
				expect.objectContaining({
					path,
					status: 200,
					body: expect.objectContaining({ positionName: 'Köchin', jobDescription: posting }),
				}),
			]);
			const [item, ...others] = toolAnswer();
			expect(others).toEqual([]);
			expect(Object.keys(item!)).toEqual(['document', 'format', 'documentId', 'complete']);
			expect(item).toMatchObject({ complete: true, format: 'markdown' });
			expect(String(item?.document).length).toBeGreaterThan(200);

			expect(new Set(call.pieces.map(({ node }) => node))).toEqual(new Set(['AI Agent']));
			expect(call.pieces.map(({ content }) => content ?? '').join('')).toBe(farewell);
		},
	);

	it('gets a resume and its letter from the tool for both', async () => {
		model.play([{ call: [{ tool: tools.both, arguments: values }] }, { say: farewell }]);
		expect((await chat(typeVersion)).status).toBe('success');

		const paths = stage.emulator.ledger.streaming.map(({ path }) => path);
		expect(paths).toEqual(['/v1/tailor', '/v1/cover-letters/generate']);
		const [item] = toolAnswer();
		expect(Object.keys(item!)).toEqual([
			'resume',
			'coverLetter',
			'format',
			'documentId',
			'coverLetterId',
			'complete',
		]);
		expect(item).toMatchObject({
			resume: expect.stringMatching(/^## /m),
			coverLetter: expect.not.stringMatching(/^## /m),
			complete: true,
		});
	});

	it('gets both from a tool with Retry On Fail whose letter failed at first, for one resume', async () => {
		behaviour = ({ operation, attempt }) =>
			operation === 'coverLetter' && attempt === 1 ? { status: 422, body: {} } : undefined;
		model.play([{ call: [{ tool: tools.both, arguments: values }] }, { say: farewell }]);
		await chat(typeVersion, { retryOnFail: true });

		const paths = stage.emulator.ledger.streaming.map(({ path }) => path);
		expect(paths.filter((path) => path === '/v1/tailor')).toHaveLength(1);
		const [item] = toolAnswer();
		// n8n does not try a tool again that agent 2 runs inside of itself: the model gets the resume and the failure.
		const expected = typeVersion === 3 ? ['resume', 'coverLetter'] : ['error', 'resume'];
		expect(Object.keys(item!)).toEqual(expect.arrayContaining(expected));
	});

	it('knows the posting of an earlier message of the chat', async () => {
		model.play([{ call: [{ tool: tools.tailor, arguments: values }] }, { say: farewell }]);
		const send = await openChat(typeVersion);
		await send(firstMessage);
		model.play([{ call: [{ tool: tools.coverLetter, arguments: values }] }, { say: farewell }]);
		await send('And now the letter.');

		const { messages = [] } = model.requests[0] ?? {};
		const said = (role: string) => messages.filter((each) => each.role === role);
		expect(said('user').map(({ content }) => content)).toEqual([
			firstMessage,
			'And now the letter.',
		]);
		// Agent 3 of n8n 1 remembers the calls of its tools in the same message.
		expect(said('assistant').at(-1)?.content).toContain(farewell);
	});

	it('gets the documents of two tools when it calls them in one turn', async () => {
		const calls = [tools.tailor, tools.coverLetter].map((tool) => ({ tool, arguments: values }));
		model.play([{ call: calls }, { say: farewell }]);
		expect((await chat(typeVersion)).status).toBe('success');

		const paths = stage.emulator.ledger.streaming.map(({ path }) => path);
		expect(paths.sort()).toEqual(['/v1/cover-letters/generate', '/v1/tailor']);
		const answers = model.requests[1]?.messages.filter(({ role }) => role === 'tool');
		expect(answers).toHaveLength(2);
	});

	it.each([
		['the credits are used up', { resume: 'res_fault_status_402' }, values, /credits/],
		['the stream breaks off', { resume: 'res_fault_truncated' }, values, /credits/],
		['the key is wrong', { credential: 'Wrong key' }, values, /credential/],
		['the model leaves the posting empty', {}, { ...values, Job_Posting: '' }, /Job Posting/],
	])(
		'is told what to do when %s, and the execution goes on',
		async (_case, setting, given, advice) => {
			model.play([{ call: [{ tool: tools.tailor, arguments: given }] }, { say: farewell }]);
			const { call, status } = await chat(typeVersion, setting);

			expect(toolAnswer()).toEqual([{ error: expect.stringMatching(advice) }]);
			expect(JSON.stringify(model.requests)).not.toContain('laddro_live_wrong');
			expect(status).toBe('success');
			expect(call.pieces.map(({ type }) => type)).not.toContain('error');
			expect(call.pieces.map(({ content }) => content ?? '').join('')).toBe(farewell);
		},
	);
});

/** What differs from the example in a chat. */
interface Setting {
	/** The id of the resume. */
	resume?: string;
	/** The name of the tools' credential. */
	credential?: string;
	/** Whether n8n tries the tools again. */
	retryOnFail?: true;
}

const firstMessage = `Please help me to apply for this: ${posting}`;

/** Sends one message to the example's chat. @returns the call and the status of its execution, both ended */
async function chat(
	typeVersion: number,
	setting: Setting = {},
): Promise<{ call: LiveCall; status: string }> {
	return await (
		await openChat(typeVersion, setting)
	)(firstMessage);
}

/** Opens the example's chat. @returns what sends a message to it, one after another */
async function openChat(typeVersion: number, setting: Setting = {}) {
	const { client, url } = stage.n8n;
	const workflow = adapted(await example('ai-agent-tool.json'), typeVersion, setting);
	const id = await client.activateWorkflow(workflow);
	const webhookId = workflow.nodes.find(({ name }) => name === 'Chat Message')?.webhookId;
	let count = 0;
	return async (chatInput: string): Promise<{ call: LiveCall; status: string }> => {
		const body = { action: 'sendMessage', sessionId: 'one', chatInput };
		const call = callLive(`${url}/webhook/${webhookId}/chat`, body);
		expect(await call.ended).toBe('complete');
		count += 1;
		const executions = await waitFor(async () => {
			const found = await client.executionsOf(id);
			return found.length === count ? found : undefined;
		}, 'The chat was not executed');
		const { status } = await client.finished(executions[0]!.id);
		return { call, status };
	};
}

/** The example with a public chat of its own, another version of the agent, and other settings of the tools. */
function adapted(
	workflow: WorkflowFile,
	typeVersion: number,
	{ resume, credential, retryOnFail }: Setting,
): WorkflowFile {
	const adapt = (node: INode): INode => {
		if (node.name === 'AI Agent') return { ...node, typeVersion };
		if (node.name === 'Chat Message') {
			const parameters = { ...node.parameters, public: true };
			return { ...node, parameters, webhookId: crypto.randomUUID() };
		}
		if (node.type !== 'n8n-nodes-laddro.laddroTool') return node;
		return {
			...node,
			...(retryOnFail && { retryOnFail, waitBetweenTries: 100 }),
			parameters: {
				...node.parameters,
				...(resume && { resumeId: { __rl: true, mode: 'id', value: resume } }),
			},
			credentials: credential
				? { laddroApi: { id: 'by-name', name: credential } }
				: node.credentials,
		};
	};
	return { ...workflow, nodes: workflow.nodes.map(adapt) };
}

/** The JSON that the tool returned to the model in the last request. */
function toolAnswer(): Array<Record<string, unknown>> {
	const last = model.requests.at(-1)?.messages.at(-1);
	expect(last?.role).toBe('tool');
	return JSON.parse(String(last?.content));
}

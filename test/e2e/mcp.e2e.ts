import { createRequire } from 'node:module';
import type { Behaviour, ReceivedRequest } from '../../emulator';
import { type Stage, mcpToken, openStage } from '../../n8n/stage/stage';
import { example } from '../../n8n/stage/workflows';

/** As much of the official MCP client as is used here. n8n has it among its own packages. */
interface McpClient {
	connect(transport: object): Promise<void>;
	listTools(): Promise<{
		tools: Array<{ name: string; description?: string; inputSchema: { required?: string[] } }>;
	}>;
	callTool(call: { name: string; arguments: object }): Promise<{
		content: Array<{ type: string; text: string }>;
	}>;
	close(): Promise<void>;
}
interface McpClientModule {
	Client: new (info: { name: string; version: string }) => McpClient;
}
interface TransportModule {
	StreamableHTTPClientTransport: new (
		url: URL,
		options: { requestInit: { headers: Record<string, string> } },
	) => object;
}

const posting = {
	Position_Name: 'Köchin',
	Job_Posting: 'Wir suchen eine Köchin für unser Café in Lübeck, 2.900 € im Monat.',
};

/** Decides how the emulator answers, in the test that sets it. */
let behaviour: ((request: ReceivedRequest) => Behaviour | undefined) | undefined;
let stage: Stage;
let client: McpClient;
beforeAll(async () => {
	// A stream that breaks does not name its document, so that it can't be read back.
	stage = await openStage({
		emulator: { documentIds: 'event', behaviour: (request) => behaviour?.(request) },
	});
	await stage.n8n.client.activateWorkflow(await example('mcp-server.json'));
	client = await connected(mcpToken);
});
afterAll(async () => {
	await client?.close();
	await stage?.close();
});
beforeEach(() => {
	behaviour = undefined;
	stage.emulator.ledger.clear();
});

/** The official client, connected by Streamable HTTP. */
async function connected(token: string): Promise<McpClient> {
	const load = createRequire(stage.installation.n8n);
	const { Client }: McpClientModule = load('@modelcontextprotocol/sdk/client/index.js');
	const { StreamableHTTPClientTransport }: TransportModule = load(
		'@modelcontextprotocol/sdk/client/streamableHttp.js',
	);
	const connecting = new Client({ name: 'test', version: '1.0.0' });
	const headers = { authorization: `Bearer ${token}` };
	const url = new URL(`${stage.n8n.url}/mcp/laddro`);
	await connecting.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
	return connecting;
}

/** Calls a tool. @returns the one item of its answer */
async function call(name: string, values: object): Promise<Record<string, unknown>> {
	const { content } = await client.callTool({ name, arguments: values });
	const [part, ...others] = content;
	expect(others).toEqual([]);
	const [item, ...more]: Array<Record<string, unknown>> = JSON.parse(part!.text);
	expect(more).toEqual([]);
	return item!;
}

it('a client without the token is turned away', async () => {
	await expect(connected('guessed')).rejects.toThrow(/40[13]|Unauthorized|Authorization/i);
	expect(stage.emulator.ledger.requests).toEqual([]);
});

it('the client sees a tool for each operation, what each costs, and what it has to be given', async () => {
	const { tools } = await client.listTools();
	expect(
		Object.fromEntries(tools.map(({ name, inputSchema }) => [name, inputSchema.required ?? []])),
	).toEqual({
		Tailor_resume_in_Laddro: ['Job_Posting'],
		Write_cover_letter_in_Laddro: ['Job_Posting'],
		Tailor_resume_and_write_cover_letter_in_Laddro: ['Job_Posting'],
		Get_many_documents_in_Laddro: ['Document_Type'],
		Get_document_in_Laddro: ['Document_Type', 'Document_ID'],
		Save_cover_letter_in_Laddro: ['Letter', 'Full_Name'],
	});
	for (const { description } of tools) expect(description).toMatch(/\d credits|Free/);
});

it('the client gets a resume, a letter, and both', async () => {
	const resume = await call('Tailor_resume_in_Laddro', posting);
	expect(resume).toMatchObject({ complete: true, document: expect.stringMatching(/^## /m) });
	const letter = await call('Write_cover_letter_in_Laddro', posting);
	expect(letter).toMatchObject({ complete: true, document: expect.stringMatching(/Köchin/) });
	const both = await call('Tailor_resume_and_write_cover_letter_in_Laddro', posting);
	expect(both).toMatchObject({ complete: true, resume: resume.document });
	expect(stage.emulator.ledger.credits).toBe(3 + 2 + 5);
});

it('the client lists the resumes, chooses one, reads it back and saves a letter', async () => {
	const name = 'Get_many_documents_in_Laddro';
	const { content } = await client.callTool({ name, arguments: { Document_Type: 'resume' } });
	const listed: Array<{ id: string; title: string }> = JSON.parse(content[0]!.text);
	const { id } = listed.at(-1)!;
	const { documentId } = await call('Tailor_resume_in_Laddro', { ...posting, Resume_ID: id });
	expect(stage.emulator.ledger.streaming).toMatchObject([{ resumeId: id }]);

	const read = { Document_Type: 'resume', Document_ID: documentId };
	expect(await call('Get_document_in_Laddro', read)).toMatchObject({
		document: expect.stringMatching(/^## /m),
	});
	const saved = await call('Save_cover_letter_in_Laddro', {
		Letter: 'Dear all,\n\nhere I am.',
		Full_Name: 'Hannah Doyle',
	});
	const letter = { Document_Type: 'coverLetter', Document_ID: saved.documentId };
	expect(await call('Get_document_in_Laddro', letter)).toMatchObject({
		document: expect.stringContaining('here I am.'),
	});
	expect(stage.emulator.ledger.credits).toBe(3);
});

it.each([
	['the credits are used up', 'status_402', posting, /credits/],
	['the answer breaks off', 'truncated', posting, /credits/],
	['the posting is empty', undefined, { ...posting, Job_Posting: '' }, /Job Posting/],
] as const)('the client is told in words when %s', async (_case, fault, values, words) => {
	behaviour = () => fault;
	expect(await call('Tailor_resume_in_Laddro', values)).toEqual({
		error: expect.stringMatching(words),
	});
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { currentRelease } from '../../n8n/releases/releases';
import { type Stage, credentialNames, openStage } from '../../n8n/stage/stage';
import { freePort } from '../../n8n/system/ports';

/** What a failed test of the credential says: the message, where n8n passes it on. */
const failure = (message: string) => ({
	status: 'Error',
	message: currentRelease().credentialRules ? message : expect.stringMatching(/./),
});

let stage: Stage;
beforeAll(async () => {
	stage = await openStage({ emulator: { listFaults: true } });
});
afterAll(async () => await stage?.close());

async function nodeTypes(): Promise<INodeTypeDescription[]> {
	const types: INodeTypeDescription[] = JSON.parse(
		await stage.n8n.client.text('/types/nodes.json'),
	);
	return types.filter(({ name }) => name.startsWith('n8n-nodes-laddro.'));
}

async function testCredential(data: object) {
	const { client } = stage.n8n;
	const id = await client.createCredential('Under test', 'laddroApi', data);
	return await client.testCredential(id, 'Under test', 'laddroApi', data);
}

interface ResumeList {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

async function searchResumes(filter?: string, paginationToken?: string): Promise<ResumeList> {
	const { client } = stage.n8n;
	return await client.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
		path: 'parameters.resumeId',
		methodName: 'searchResumes',
		nodeTypeAndVersion: { name: 'n8n-nodes-laddro.laddro', version: 1 },
		currentNodeParameters: {
			resource: 'application',
			operation: 'tailor',
			resumeId: { mode: 'list', value: '' },
		},
		credentials: { laddroApi: { id: stage.credential, name: credentialNames.laddro } },
		filter,
		paginationToken,
	});
}

it('n8n lists the node of the packed package, and the same node as a tool for agents', async () => {
	const types = await nodeTypes();
	expect(types.map(({ name, displayName }) => [name, displayName]).sort()).toEqual([
		['n8n-nodes-laddro.laddro', 'Laddro'],
		['n8n-nodes-laddro.laddroTool', 'Laddro Tool'],
	]);
});

it('n8n serves an icon for the light and one for the dark theme', async () => {
	const [node] = await nodeTypes();
	const { iconUrl } = node!;
	const urls = typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [];
	expect(urls).toHaveLength(2);
	for (const url of urls) expect(await stage.n8n.client.text(`/${url}`)).toContain('<svg');
});

it('the credential test passes with the right key and costs nothing', async () => {
	const { apiKey, url, ledger } = stage.emulator;
	expect(await testCredential({ apiKey, baseUrl: url })).toMatchObject({ status: 'OK' });
	expect(ledger.requests.at(-1)).toMatchObject({
		method: 'GET',
		path: '/v1/resumes',
		status: 200,
		credits: 0,
	});
});

it('the credential test says that the key is wrong', async () => {
	const result = await testCredential({ apiKey: 'lk_live_wrong', baseUrl: stage.emulator.url });
	expect(result).toEqual(
		failure(
			"Laddro does not accept this API key. Check that 'API Key' holds the whole key, and that the key has not been deleted.",
		),
	);
	expect(stage.emulator.ledger.requests.at(-1)?.status).toBe(401);
});

it.each([
	[
		302,
		"This address redirects to another one, which would receive the API key. Check 'Base URL'.",
	],
	[
		403,
		"Laddro does not let this API key list resumes. Check the key's permissions and the account's plan.",
	],
	[404, "Laddro's API is not at this address. Check 'Base URL'."],
	[429, 'Laddro accepts no more requests with this API key for now. Test again in a minute.'],
	[503, 'Laddro is unavailable at the moment. Test again later.'],
])('the credential test says in words what status %d means', async (status, message) => {
	const server = createServer((_, response) => {
		response.writeHead(status, { location: '/elsewhere', connection: 'close' }).end('{}');
	});
	const port = await freePort();
	await once(server.listen(port, '127.0.0.1'), 'listening');
	const { apiKey } = stage.emulator;
	const result = await testCredential({ apiKey, baseUrl: `http://127.0.0.1:${port}` });
	server.close();
	expect(result).toEqual(failure(message));
});

it("the credential test shows Node's code for an address where nothing answers, and the help explains it", async () => {
	const { apiKey } = stage.emulator;
	const baseUrl = `http://127.0.0.1:${await freePort()}`;
	// n8n has no rule for this case; it always shows the code.
	const result = await testCredential({ apiKey, baseUrl });
	const code = 'ECONNREFUSED';
	expect(result).toEqual(failure(code));
	const types: ICredentialType[] = JSON.parse(
		await stage.n8n.client.text('/types/credentials.json'),
	);
	const { properties } = types.find(({ name }) => name === 'laddroApi')!;
	expect(properties.find(({ name }) => name === 'baseUrl')?.description).toContain(code);
});

it('the credential test refuses plain http to another host before a request leaves', async () => {
	const { apiKey, ledger } = stage.emulator;
	const before = ledger.requests.length;
	const result = await testCredential({ apiKey, baseUrl: 'http://api.example.com' });
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(/https/);
	expect(ledger.requests).toHaveLength(before);
});

it('the resume picker lists the resumes of the account and finds one by a part of its title', async () => {
	const all = await searchResumes();
	expect(all.results.length).toBeGreaterThan(3);
	const wanted = all.results[2]!;
	const found = await searchResumes(wanted.name.slice(0, 12).toLowerCase());
	expect(found.results).toContainEqual(expect.objectContaining({ value: wanted.value }));
	expect((await searchResumes('no resume has this title')).results).toEqual([]);
	expect(all.results[0]).toEqual({ name: 'Default Resume', value: '' });
	const next = await searchResumes(undefined, all.paginationToken);
	expect(next.results.map(({ value }) => value)).not.toContain('');
});

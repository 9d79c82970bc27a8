import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator';
import { root } from '../../n8n/system/folders';
import { type Installation, installation } from '../../n8n/releases/installation';
import { n8nCommand } from '../../n8n/server/n8n';
import { currentRelease } from '../../n8n/releases/releases';
import { credentialNames } from '../../n8n/stage/stage';
import { Workspace } from '../../n8n/workspace/workspace';

let emulator: Emulator;
let workspace: Workspace;
let n8n: Installation;

beforeAll(async () => {
	n8n = await installation(currentRelease());
	emulator = await startEmulator();
	workspace = await Workspace.create();
	await workspace.installNode();
	const credential = {
		id: 'laddroEmulator01',
		name: credentialNames.laddro,
		type: 'laddroApi',
		data: { apiKey: emulator.apiKey, baseUrl: emulator.url },
	};
	const file = join(workspace.folder, 'credentials.json');
	await writeFile(file, JSON.stringify([credential]));
	await n8nCommand(n8n, workspace, ['import:credentials', `--input=${file}`]);
});
afterAll(async () => {
	await workspace?.close();
	await emulator?.close();
});

it.each(['tailor-resume', 'cover-letter'])(
	'`n8n import:workflow` and `n8n execute` run examples/%s.json to its end',
	async (name) => {
		const text = await readFile(join(root, 'examples', `${name}.json`), 'utf8');
		const file = join(workspace.folder, `${name}.json`);
		await writeFile(file, JSON.stringify({ ...JSON.parse(text), id: name }));
		await n8nCommand(n8n, workspace, ['import:workflow', `--input=${file}`]);

		const before = emulator.ledger.streaming.length;
		const printed = await n8nCommand(n8n, workspace, ['execute', `--id=${name}`, '--rawOutput']);

		expect(printed).toContain('"status": "success"');
		expect(printed).not.toContain(emulator.apiKey);
		const asked = emulator.ledger.streaming.slice(before);
		expect(asked.length).toBeGreaterThan(0);
		for (const request of asked) expect(request).toMatchObject({ status: 200, wantsStream: true });
	},
);

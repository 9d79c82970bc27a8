import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator';
import { root } from './runtime/folders';
import { type Installation, installation } from './runtime/install';
import { n8nCommand } from './runtime/n8n';
import { currentRelease } from './runtime/releases';
import { credentialNames } from './runtime/stage';
import { Workspace } from './runtime/workspace';

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

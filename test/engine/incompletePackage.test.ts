import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import { loadEngine, type Engine, type EngineRun } from '../../engine';
import { outputOf } from './stage';
import { laddroWorkflow } from './workflow';

const repository = join(__dirname, '..', '..');

describe('While n8n replaces the files of the package', () => {
	let folder: string;
	let engine: Engine;
	let emulator: Emulator;
	beforeEach(async () => {
		emulator = await startEmulator();
		folder = await mkdtemp(join(tmpdir(), 'laddro-package-'));
		for (const part of ['package.json', 'index.js', 'dist']) {
			await cp(join(repository, part), join(folder, part), { recursive: true });
		}
		await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
		engine = await loadEngine(folder);
	});
	afterEach(async () => {
		await emulator.close();
		await rm(folder, { recursive: true, force: true });
	});

	async function run(): Promise<EngineRun> {
		const { apiKey, url: baseUrl } = emulator;
		const parameters = { output: 'document' };
		return await engine.run(laddroWorkflow({ parameters, onError: 'continueRegularOutput' }), {
			credential: { apiKey, baseUrl },
			input: [{ json: { posting: 'We are looking for a nurse.' } }],
		});
	}
	const removeLater = async () => await rm(join(folder, 'dist/nodes/Laddro/later.js'));

	it('no request is sent when a file is missing, and the message says what to do', async () => {
		await removeLater();
		expect(outputOf(await run())).toEqual([
			{
				message: "A file of the Laddro node's package is missing",
				error: expect.objectContaining({
					kind: 'parameter',
					description: expect.stringContaining('Run the workflow again'),
				}),
			},
		]);
		expect(emulator.ledger.requests).toEqual([]);
	});

	it('a node that has run before goes on with what it has loaded', async () => {
		await run();
		await removeLater();
		expect(outputOf(await run())).toEqual([expect.objectContaining({ complete: true })]);
	});
});

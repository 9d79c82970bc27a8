import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { faultNames, faultResumeId, faults } from '../../../emulator';

/** What a script prints with `--help`. */
async function helpOf(script: string): Promise<string> {
	const args = ['--import', 'tsx', join('scripts', script), '--help'];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return stdout;
}

// A script has to be compiled and started, which takes seconds on a busy machine.
const PATIENCE = 30_000;

it(
	'the help of the emulator has the key, the base URL, and a line for each fault',
	async () => {
		const help = await helpOf('emulator.ts');
		expect(help).toContain('laddro_live_emulator_key');
		expect(help).toContain('http://127.0.0.1:8484');
		for (const option of ['--faults', '--replay', '--fast']) expect(help).toContain(option);
		const lines = help.split('\n').map((line) => line.trim().split(/ {2,}/));
		for (const name of faultNames) {
			expect(lines).toContainEqual([faultResumeId(name), faults[name].description]);
		}
	},
	PATIENCE,
);

it(
	'the help of the editor names its options and says that nothing is kept',
	async () => {
		const help = await helpOf('editor.ts');
		for (const option of ['--n8n', '--port', '--faults', '--watch']) expect(help).toContain(option);
		expect(help).toContain('Nothing is kept');
	},
	PATIENCE,
);

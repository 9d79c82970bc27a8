import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../system/run';

/** Options that keep npm from printing anything but errors. */
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Needed because `npm run` passes the repository's own setting on to what it starts. */
export const withScripts = '--ignore-scripts=false';

/** Runs npm in a folder. */
export async function npm(
	folder: string,
	args: readonly string[],
	env?: NodeJS.ProcessEnv,
): Promise<void> {
	await run('npm', [...args, ...quiet], { cwd: folder, env });
}

/** Makes a folder one that npm can install into. */
export async function writeManifest(folder: string, manifest: object = {}): Promise<void> {
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }));
}

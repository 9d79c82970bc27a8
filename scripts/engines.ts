// `npm run test:engines [-- jest's arguments]`: runs the engine tests under the engines of older n8n releases, which
// it installs first if they are missing. `npm test` runs the same tests under the newest one.
import { engineFolder } from '../n8n/releases/installation';
import { releases } from '../n8n/releases/releases';
import { runScript, runJest } from './command';

async function main(): Promise<number> {
	const folders: Record<string, string> = {};
	for (const release of releases.slice(1)) folders[release.version] = await engineFolder(release);
	return await runJest(['--config', 'jest.engines.config.js', ...process.argv.slice(2)], {
		N8N_LADDRO_ENGINES: JSON.stringify(folders),
	});
}

void runScript(main);

// `npm run test:e2e [-- --n8n <version>] [jest's arguments]`: installs what is missing, then runs the suite on a real
// n8n. `--n8n <version>` selects the release; all other arguments go to jest (a file's name, `-t <test>`).
import { installation } from '../n8n/releases/installation';
import { releaseOf, releases } from '../n8n/releases/releases';
import { ensureCommands } from '../n8n/system/debian';
import { sweepWorkspaces } from '../n8n/workspace/workspace';
import { runScript, runJest } from './command';

/** The commands that the suite needs besides Node, with their Debian packages. */
const commands = { chromium: 'chromium', 'redis-server': 'redis-server', initdb: 'postgresql' };

async function main(): Promise<number> {
	const args = process.argv.slice(2);
	const index = args.indexOf('--n8n');
	const [, version = releases[0]!.version] = index < 0 ? [] : args.splice(index, 2);
	const release = releaseOf(version);
	await sweepWorkspaces();
	await ensureCommands(commands);
	await installation(release);

	const { without } = release;
	console.error(`n8n ${version}${without.length > 0 ? `, without ${without.join(', ')}` : ''}`);
	const ignored = without.flatMap((suite) => ['--testPathIgnorePatterns', `/${suite}.e2e.ts$`]);
	const exitCode = await runJest(
		['--config', 'jest.e2e.config.js', '--runInBand', ...args, ...ignored],
		{ N8N_LADDRO_E2E_VERSION: version },
	);
	await sweepWorkspaces();
	return exitCode;
}

void runScript(main);

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { ensureCommands } from './runtime/debian';
import { root } from './runtime/folders';
import { installation } from './runtime/install';
import { releaseOf, releases } from './runtime/releases';
import { sweepWorkspaces } from './runtime/workspace';

/** The commands that the suite needs beside Node, by their Debian package. */
const commands = { chromium: 'chromium', 'redis-server': 'redis-server', initdb: 'postgresql' };

/**
 * Installs what is missing and runs the suite: `--n8n <version>` chooses the release, everything else is handed
 * to jest (a file's name, `-t <test>`).
 * @returns jest's exit status
 */
export async function runSuite(args: string[]): Promise<number> {
	const { values, tokens } = parseArgs({
		args,
		options: { n8n: { type: 'string' } },
		strict: false,
		tokens: true,
	});
	const release = releaseOf(typeof values.n8n === 'string' ? values.n8n : releases[0]!.version);
	const own = tokens.find((token) => token.kind === 'option' && token.name === 'n8n');
	const ownLength = own?.kind === 'option' && own.inlineValue ? 1 : 2;
	const forJest = own ? args.toSpliced(own.index, ownLength) : args;

	await sweepWorkspaces();
	await ensureCommands(commands);
	await installation(release);

	const jest = createRequire(__filename).resolve('jest/bin/jest');
	const ignored = release.without.flatMap((suite) => [`/${suite}.e2e.ts$`]);
	const ignore = ignored.length > 0 ? ['--testPathIgnorePatterns', ...ignored] : [];
	console.error(
		`n8n ${release.version}${ignored.length > 0 ? `, without ${release.without}` : ''}`,
	);
	const child = spawn(
		process.execPath,
		[jest, '--config', 'jest.e2e.config.js', '--runInBand', ...forJest, ...ignore],
		{
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, N8N_LADDRO_E2E_VERSION: release.version },
		},
	);
	// Ctrl-C reaches jest as well; this process stays to clean up after it.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	const status = await new Promise<number>((resolve) => {
		child.once('exit', (code) => resolve(code ?? 1));
	});
	await sweepWorkspaces();
	return status;
}

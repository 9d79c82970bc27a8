import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cached } from '../system/cache';
import { run } from '../system/run';
import type { Release } from './releases';

/** An n8n that is ready to be started. */
export interface Installation {
	release: Release;
	/** The Node that runs it. */
	node: string;
	/** Its command, a JavaScript file. */
	n8n: string;
}

/** Options that keep npm from printing anything but errors. */
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
/** Needed because `npm run` passes the repository's own setting on to what it starts. */
const withScripts = '--ignore-scripts=false';

/**
 * An executable of Node with this major version: the one that is running, if it fits, else the one in the npm
 * package `node`.
 */
async function nodeExecutable(major: number): Promise<string> {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const folder = await cached(`node-${major}`, async (fresh) => {
		console.error(`Installing Node ${major} …`);
		await writeFile(join(fresh, 'package.json'), '{"private":true}');
		await run('npm', ['install', `node@${major}`, withScripts, ...quiet], { cwd: fresh });
	});
	return join(folder, 'node_modules', 'node', 'bin', 'node');
}

/** The environment in which scripts and native builds find this `node` first. */
function environmentWith(node: string): NodeJS.ProcessEnv {
	return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
}

/** Installs the release into the cache unless it is there already. Takes minutes the first time. */
export async function installation(release: Release): Promise<Installation> {
	const node = await nodeExecutable(release.node);
	const folder = await cached(`n8n-${release.version}-node${release.node}`, async (fresh) => {
		console.error(`Installing n8n ${release.version} (once, some minutes and gigabytes) …`);
		const manifest = {
			private: true,
			dependencies: { n8n: release.version },
			overrides: release.overrides,
		};
		await writeFile(join(fresh, 'package.json'), JSON.stringify(manifest));
		// No install scripts: those of some drivers, which no test uses, download C sources.
		const env = environmentWith(node);
		await run('npm', ['install', '--ignore-scripts', ...quiet], { cwd: fresh, env });
		await run('npm', ['rebuild', ...release.rebuild, withScripts, ...quiet], { cwd: fresh, env });
	});
	return { release, node, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

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

/** Needed because `npm run` passes the repository's own setting on to what it starts. */
const withScripts = '--ignore-scripts=false';

/** Runs npm in a folder. Nothing but errors is printed. */
async function npm(folder: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
	await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env });
}

/** Makes a folder one that npm can install into. */
async function writeManifest(folder: string, manifest: object = {}): Promise<void> {
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }));
}

/**
 * An executable of Node with this major version: the one that is running, if it fits, else the one in the npm
 * package `node`.
 */
async function nodeExecutable(major: number): Promise<string> {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const folder = await cached(`node-${major}`, async (fresh) => {
		console.error(`Installing Node ${major} …`);
		await writeManifest(fresh);
		await npm(fresh, ['install', `node@${major}`, withScripts]);
	});
	return join(folder, 'node_modules', 'node', 'bin', 'node');
}

/** Installs the release into the cache unless it is there already. Takes minutes the first time. */
export async function installation(release: Release): Promise<Installation> {
	const node = await nodeExecutable(release.node);
	const folder = await cached(`n8n-${release.version}-node${release.node}`, async (fresh) => {
		console.error(`Installing n8n ${release.version} (once, some minutes and gigabytes) …`);
		await writeManifest(fresh, {
			dependencies: { n8n: release.version },
			overrides: release.overrides,
		});
		// Scripts and native builds find this `node` first.
		const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
		// No install scripts: those of some drivers, which no test uses, download C sources.
		await npm(fresh, ['install', '--ignore-scripts'], env);
		await npm(fresh, ['rebuild', ...release.rebuild, withScripts], env);
	});
	return { release, node, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

/** Installs the release's engine alone, without n8n around it, into the cache unless it is there already. */
export async function engineFolder({ version, engine }: Release): Promise<string> {
	return await cached(`n8n-core-${engine}`, async (fresh) => {
		console.error(`Installing the engine of n8n ${version} (once, half a minute) …`);
		// It asks for the n8n-workflow that belongs to it, but leaves reflect-metadata to whoever loads it.
		await writeManifest(fresh);
		const packages = [`n8n-core@${engine}`, 'reflect-metadata'];
		await npm(fresh, ['install', ...packages, '--ignore-scripts']);
	});
}

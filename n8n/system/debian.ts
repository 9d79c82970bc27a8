import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run';

/** Where Debian keeps PostgreSQL's server commands, which are not on the PATH. */
const postgresFolders = Array.from(
	{ length: 10 },
	(_, age) => `/usr/lib/postgresql/${22 - age}/bin`,
);

/** A command's full path, if it is installed. */
function findCommand(name: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...postgresFolders];
	return folders
		.map((folder) => join(folder, name))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** A command's full path. @throws Error if it is not installed */
export function command(name: string): string {
	const path = findCommand(name);
	if (path) return path;
	throw new Error(`\`${name}\` is missing: run \`npm run test:e2e\`, which installs it`);
}

/**
 * Installs the Debian packages of the commands that are missing.
 * @param packages package by command, such as `{ 'redis-server': 'redis-server' }`
 * @throws Error that names the commands, where there is no apt or no right to use it
 */
export async function ensureCommands(packages: Readonly<Record<string, string>>): Promise<void> {
	const missing = Object.keys(packages).filter((name) => !findCommand(name));
	if (missing.length === 0) return;
	const isRoot = process.getuid?.() === 0;
	if (!findCommand('apt-get') || (!isRoot && !findCommand('sudo'))) {
		throw new Error(`Please install ${missing.join(', ')} and run this again`);
	}
	const names = missing.map((name) => packages[name]!);
	console.error(`Installing ${names.join(', ')} …`);
	// RUNLEVEL keeps the packages from starting services of their own, which nothing here would use.
	const options = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get'];
	const prefix = isRoot ? ['env'] : ['sudo', '-n', 'env'];
	const apt = async (...args: string[]) => {
		const [first, ...rest] = [...prefix, ...options, ...args];
		await run(first!, rest);
	};
	await apt('update');
	await apt('install', '-y', '--no-install-recommends', ...names);
}

import { once } from 'node:events';
import { chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { command } from '../../n8n/system/debian';
import { freePort } from '../../n8n/system/ports';
import { run } from '../../n8n/system/run';
import type { Workspace } from '../../n8n/workspace/workspace';

async function listens(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

/** PostgreSQL refuses to run as root; its Debian package creates the user that it runs as then. */
async function asPostgresUser(folder: string): Promise<string[]> {
	if (process.getuid?.() !== 0) return [];
	const id = async (flag: string) => Number(await run('id', [flag, 'postgres']));
	await chown(folder, await id('-u'), await id('-g'));
	return ['runuser', '-u', 'postgres', '--'];
}

/** Starts PostgreSQL on a port of its own. @returns n8n's variables for it */
export async function startPostgres(workspace: Workspace): Promise<NodeJS.ProcessEnv> {
	const folder = join(workspace.folder, 'postgres');
	await mkdir(folder);
	const prefix = await asPostgresUser(folder);
	const port = await freePort();
	const postgres = (name: string, ...args: string[]) => {
		const [first, ...rest] = [...prefix, command(name), ...args];
		return [first!, rest] as const;
	};
	const data = join(folder, 'data');
	await run(
		...postgres('initdb', '-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8', '--no-sync'),
	);
	const daemon = await workspace.start(
		'postgres',
		// -F: a database that is thrown away need not survive a power cut.
		...postgres('postgres', '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'),
	);
	await daemon.ready(async () => await listens(port));
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
}

/** Starts Redis on a port of its own. @returns n8n's variables for it */
export async function startRedis(workspace: Workspace): Promise<NodeJS.ProcessEnv> {
	const port = await freePort();
	const options = { port, bind: '127.0.0.1', dir: workspace.folder, save: '' };
	const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const daemon = await workspace.start('redis', command('redis-server'), args);
	await daemon.ready(async () => await listens(port));
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}

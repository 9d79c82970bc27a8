import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, type RunOptions, run, signalGroup, startOf } from './processes';
import { root } from './folders';
import { watchLog } from './logs';

const prefix = 'n8n-nodes-laddro-';
const ledger = 'processes.json';

/** A process and when it started, which tells it from a later one with the same id. */
interface ProcessRecord {
	pid: number;
	start: string | undefined;
}

const isRecord = (value: unknown): value is ProcessRecord =>
	typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number';

const isAlive = async ({ pid, start }: ProcessRecord) =>
	start !== undefined && (await startOf(pid)) === start;

/** A temporary folder for one set of servers: n8n's user folder, databases, logs. Knows what was started in it. */
export class Workspace {
	private readonly daemons: Daemon[] = [];

	private constructor(
		readonly folder: string,
		private readonly processes: ProcessRecord[],
	) {}

	static async create(): Promise<Workspace> {
		const folder = await mkdtemp(join(tmpdir(), prefix));
		// A database server that refuses to run as root must get through to its own folder in here.
		await chmod(folder, 0o755);
		const workspace = new Workspace(folder, []);
		await workspace.record(process.pid);
		return workspace;
	}

	/** Starts a server whose log lies in this folder and that a later run would clean up after a crash. */
	async start(
		name: string,
		command: string,
		args: readonly string[],
		options: RunOptions = {},
	): Promise<Daemon> {
		const log = join(this.folder, `${name}.log`);
		const daemon = await Daemon.start(name, command, args, log, options);
		this.daemons.push(daemon);
		watchLog(name, () => daemon.log);
		await this.record(daemon.pid);
		return daemon;
	}

	/** Ends what still runs, the last started first, and removes the folder. */
	async close(): Promise<void> {
		for (const daemon of this.daemons.splice(0).reverse()) await daemon.stop();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}

	/** Puts the package into n8n's user folder: packed as for publishing, unpacked as n8n itself does. */
	async installNode(): Promise<void> {
		const target = join(this.folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-laddro');
		await mkdir(target, { recursive: true });
		const packed = await run(
			'npm',
			['pack', '--silent', '--ignore-scripts', '--pack-destination', this.folder],
			{ cwd: root },
		);
		const tarball = join(this.folder, packed.trim().split('\n').at(-1)!);
		await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	}

	private async record(pid: number): Promise<void> {
		this.processes.push({ pid, start: await startOf(pid) });
		await writeFile(join(this.folder, ledger), JSON.stringify(this.processes));
	}
}

/** Ends and removes what runs that crashed have left: their first process, the run itself, is gone. */
export async function sweepWorkspaces(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		const file = join(tmpdir(), name, ledger);
		if (!name.startsWith(prefix) || !existsSync(file)) continue;
		const content: unknown = JSON.parse(await readFile(file, 'utf8'));
		if (!Array.isArray(content)) continue;
		const [runner, ...servers] = content.filter(isRecord);
		if (runner && (await isAlive(runner))) continue;
		for (const server of servers) {
			if (await isAlive(server)) signalGroup(server.pid, 'SIGKILL');
		}
		await rm(join(tmpdir(), name), { recursive: true, force: true });
	}
}

import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Daemon, signalGroup, startOf } from '../system/daemon';
import { watchLog } from '../system/logs';
import type { RunOptions } from '../system/run';
import { packAndUnpack } from './pack';

const prefix = 'n8n-nodes-laddro-';
/** The file in a workspace that lists its processes: first the one that created it, then its servers. */
const processList = 'processes.json';

/** A process and when it started, which tells it from a later one with the same id. */
interface ProcessRecord {
	pid: number;
	start?: string;
}

/** A temporary folder for one set of servers: n8n's user folder, databases, logs. Knows what was started in it. */
export class Workspace {
	private readonly daemons: Daemon[] = [];
	private readonly processes: ProcessRecord[] = [];

	private constructor(readonly folder: string) {}

	static async create(): Promise<Workspace> {
		const folder = await mkdtemp(join(tmpdir(), prefix));
		// A database server that refuses to run as root needs access to its own folder in here.
		await chmod(folder, 0o755);
		const workspace = new Workspace(folder);
		await workspace.record(process.pid);
		return workspace;
	}

	/** Starts a server that logs into this folder. If this process crashes, a later run ends the server. */
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

	/** Where n8n has installed the package. */
	get nodeFolder(): string {
		return join(this.folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-laddro');
	}

	/** Puts the package into n8n's user folder: packed as for publishing, unpacked as n8n itself does. */
	async installNode(packageFolder?: string): Promise<void> {
		await mkdir(dirname(this.nodeFolder), { recursive: true });
		const { folder, packageDir } = packAndUnpack(this.folder, packageFolder);
		await rename(packageDir, this.nodeFolder);
		await rm(folder, { recursive: true });
	}

	private async record(pid: number): Promise<void> {
		this.processes.push({ pid, start: await startOf(pid) });
		await writeFile(join(this.folder, processList), JSON.stringify(this.processes));
	}
}

/** Ends and removes what crashed runs have left behind: workspaces whose creator is gone. */
export async function sweepWorkspaces(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		const file = join(tmpdir(), name, processList);
		if (!name.startsWith(prefix) || !existsSync(file)) continue;
		const [creator, ...servers]: ProcessRecord[] = JSON.parse(await readFile(file, 'utf8'));
		if (creator && (await isAlive(creator))) continue;
		for (const server of servers) {
			if (await isAlive(server)) signalGroup(server.pid, 'SIGKILL');
		}
		await rm(join(tmpdir(), name), { recursive: true, force: true });
	}
}

async function isAlive({ pid, start }: ProcessRecord): Promise<boolean> {
	return start !== undefined && (await startOf(pid)) === start;
}

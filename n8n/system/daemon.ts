import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Subprocess } from 'execa';
import { run, type RunOptions } from './run';
import { waitFor } from './waitFor';

/** Milliseconds that a server is given to end by itself. */
const patience = 3_000;

/** How much of a server's output is kept in memory, in characters. */
const keptOutput = 60_000;

/** A server that runs beside the tests. Its output goes to a file, and the end of it is kept in memory. */
export class Daemon {
	/** The end of what it printed. */
	log = '';
	private readonly exited: Promise<unknown>;

	private constructor(
		readonly name: string,
		readonly pid: number,
		private readonly child: Subprocess,
	) {
		this.exited = once(child, 'exit');
		child.all?.setEncoding('utf8').on('data', (text: string) => {
			this.log = (this.log + text).slice(-keptOutput);
		});
	}

	/**
	 * Starts the command in a process group of its own, so that the processes it starts can be ended with it.
	 * @throws Error if the command can't be started
	 */
	static async start(
		name: string,
		command: string,
		args: readonly string[],
		logFile: string,
		{ cwd, env = process.env }: RunOptions = {},
	): Promise<Daemon> {
		const { execa } = await import('execa');
		const log = { file: logFile, append: true };
		const child = execa(command, args, {
			cwd,
			env,
			extendEnv: false,
			detached: true,
			stdin: 'ignore',
			stdout: ['pipe', log],
			stderr: ['pipe', log],
			all: true,
			buffer: false,
			reject: false,
		});
		if (child.pid === undefined) throw new Error(`${name} did not start: ${(await child).message}`);
		return new Daemon(name, child.pid, child);
	}

	get running(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}

	/**
	 * Asks `isReady` until it returns true.
	 * @throws Error with the log, if the process ends or is not ready after 90 seconds
	 */
	async ready(isReady: () => Promise<boolean>): Promise<void> {
		await waitFor(
			async () => {
				if (await isReady()) return true;
				if (!this.running) throw new Error(`${this.name} ended while starting:\n${this.log}`);
				return undefined;
			},
			() => `${this.name} did not become ready:\n${this.log}`,
			90_000,
		);
	}

	/** Ends the whole group at once, without a chance to clean up. */
	async kill(): Promise<void> {
		signalGroup(this.pid, 'SIGKILL');
		await this.exited;
	}

	/** Ends it with SIGTERM; after three seconds, and what it started in any case, with SIGKILL. */
	async stop(): Promise<void> {
		signalGroup(this.pid, 'SIGTERM');
		await Promise.race([this.exited, sleep(patience, undefined, { ref: false })]);
		await this.kill();
	}
}

/** When a process was started, as `ps` prints it. Tells a process from a later one with the same id. */
export async function startOf(pid: number): Promise<string | undefined> {
	return await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
}

/** Sends a signal to the process group that `pid` leads. Does nothing if all of it has ended. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (Object(error).code !== 'ESRCH') throw error;
	}
}

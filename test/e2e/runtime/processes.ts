import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type WriteStream, createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './errors';

/** How a command is run. */
export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end.
 * @returns what it printed to stdout
 * @throws Error with all that it printed, if it failed
 */
export async function run(
	command: string,
	args: readonly string[],
	{ cwd, env = process.env }: RunOptions = {},
): Promise<string> {
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let all = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		all += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		all += text;
	});
	const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
		(resolve, reject) => {
			child.once('error', reject);
			child.once('close', (...end) => resolve(end));
		},
	);
	if (status === 0) return stdout;
	throw new Error(
		`\`${command} ${args.join(' ')}\` ended with ${status ?? signal}:\n${all.slice(-20_000)}`,
	);
}

/** When a process was started, as `ps` says it: with its id it names a process for good. */
export async function startOf(pid: number): Promise<string | undefined> {
	return await new Promise((resolve) => {
		execFile('ps', ['-o', 'lstart=', '-p', String(pid)], (error, stdout) => {
			resolve(error ? undefined : stdout.trim() || undefined);
		});
	});
}

/** Ends the process group that `pid` leads; one that is gone already is fine. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (!hasCode(error, 'ESRCH')) throw error;
	}
}

/** A server that runs beside the tests, its output kept for the moment something fails. */
export class Daemon {
	readonly pid: number;
	private readonly file: WriteStream;
	private output = '';

	private constructor(
		readonly name: string,
		private readonly child: ChildProcess,
		logFile: string,
	) {
		if (child.pid === undefined) throw new Error(`${name} has no process id`);
		this.pid = child.pid;
		this.file = createWriteStream(logFile, { flags: 'a' });
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.file.write(text);
				this.output = (this.output + text).slice(-60_000);
			});
		}
	}

	/** Starts the command in a process group of its own, so that what it starts ends with it. */
	static async start(
		name: string,
		command: string,
		args: readonly string[],
		logFile: string,
		options: RunOptions = {},
	): Promise<Daemon> {
		const child = spawn(command, args, {
			...options,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		await once(child, 'spawn');
		return new Daemon(name, child, logFile);
	}

	get running(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}

	/** The end of what it printed. */
	get log(): string {
		return this.output;
	}

	/**
	 * Asks `isReady` until it says yes.
	 * @param patience milliseconds
	 * @throws Error with the log, if the process ends or the time is over
	 */
	async ready(isReady: () => Promise<boolean>, patience = 90_000): Promise<void> {
		const end = Date.now() + patience;
		while (!(await isReady())) {
			if (!this.running) throw new Error(`${this.name} ended while starting:\n${this.log}`);
			if (Date.now() > end) throw new Error(`${this.name} did not become ready:\n${this.log}`);
			await sleep(100);
		}
	}

	/** Kills it as a power cut would. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Ends it politely, and after `patience` milliseconds for sure. */
	async stop(patience = 10_000): Promise<void> {
		const forced = setTimeout(() => signalGroup(this.pid, 'SIGKILL'), patience);
		await this.end('SIGTERM');
		clearTimeout(forced);
		// What it started may outlive it.
		signalGroup(this.pid, 'SIGKILL');
	}

	private async end(signal: NodeJS.Signals): Promise<void> {
		if (this.running) {
			const ended = once(this.child, 'exit');
			signalGroup(this.pid, signal);
			await ended;
		}
		this.file.end();
	}
}

import { run } from './run';

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

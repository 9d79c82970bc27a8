import { readFile, writeFile } from 'node:fs/promises';

/** Clock ticks in a second, which Linux has fixed for what it tells programs. */
const TICKS = 100;

/** CPU time in seconds and peak resident memory in bytes of another process, as Linux keeps them. */
export async function usageOf(pid: number): Promise<{ cpu: number; peak: number }> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The second field is the command's name in brackets, and may hold anything.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
	return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, peak };
}

/** Has the peak of another process's resident memory counted from now on; see Linux's proc(5), `clear_refs`. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}

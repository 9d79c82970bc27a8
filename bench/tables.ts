import { readFile, writeFile } from 'node:fs/promises';
import { median, units, type Table } from './figures';
import type { ReadRequest } from './readers/reader';
import { ReaderProcess, type Reading } from './readers/readerProcess';
import { prepareRun } from './realN8n';
import { take, type Lab } from './samples';
import type { StreamSpec } from './server/streams';

const ROUNDS = 5;

/** How the cost of one run in n8n's engine grows, with the number of its items or of a stream's events. */
export interface Growth extends Partial<ReadRequest> {
	title: string;
	/** What the sizes count. */
	unit: string;
	sizes: number[];
	stream: StreamSpec;
	/** For a size of 1, with a single item; without it, a size is a number of items. */
	events?: number;
}

/** CPU and wall are medians, memory is one reading. */
export async function measureGrowth(lab: Lab, growth: Growth): Promise<Table> {
	const { title, unit, sizes, events, stream: typical, ...settings } = growth;
	const rows: string[][] = [];
	for (const size of sizes) {
		const stream = events ? { ...typical, events: size * events } : typical;
		const items = events ? 1 : size;
		const request = { ...settings, baseUrl: lab.server.serving(stream), items };
		const reader = new ReaderProcess('node', 'time');
		// The first reading does not count, because its code is cold.
		await reader.read(request);
		const readings: Reading[] = [];
		for (let round = 0; round < ROUNDS; round++) readings.push(await reader.read(request));
		await reader.close();
		const cpu = median(readings.map((reading) => reading.cpu));
		const wall = median(readings.map((reading) => reading.wall));
		const sample = { ...settings, items, reader: 'node', stream, metric: 'peak' } as const;
		const peak = await take(lab, sample);
		const each = `${((cpu / size) * 1000).toFixed(0)} µs`;
		rows.push([units.count(size), units.ms(cpu), each, units.ms(wall), units.MB(peak)]);
	}
	return { title, heading: [unit, 'CPU', 'CPU each', 'wall', 'peak memory above rest'], rows };
}

/** How many open streams n8n holds: executions at the same time, all items open at once. */
export interface Capacity {
	title: string;
	sizes: number[];
	stream: StreamSpec;
	items: number;
}

export async function measureCapacity(lab: Lab, capacity: Capacity): Promise<Table> {
	const { title, sizes, stream, items } = capacity;
	const { pids } = lab.n8n!;
	const settings = { node: 'laddro', concurrency: items };
	const run = await prepareRun(lab.n8n!, settings, lab.server.serving(stream), { items });
	await run();
	const rows: string[][] = [];
	for (const executions of sizes) {
		// Has the peaks counted from now on; see Linux's proc(5).
		for (const pid of pids) await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await Promise.all(pids.map(usageOf));
		const started = performance.now();
		await Promise.all(Array.from({ length: executions }, run));
		const wall = performance.now() - started;
		const after = await Promise.all(pids.map(usageOf));
		const cpu = after.reduce((sum, usage, index) => sum + usage.cpu - before[index]!.cpu, 0);
		const peaks = after.map(({ peak }) => units.MB(peak)).join(' + ');
		const streams = units.count(executions * items);
		rows.push([units.count(executions), streams, units.s(wall), units.s(cpu), peaks]);
	}
	const heading = ['executions at once', 'streams', 'wall', 'CPU of n8n', 'peak memory of n8n'];
	return { title, heading, rows };
}

/** CPU time in milliseconds and peak resident memory in bytes of another process, as Linux keeps them. */
async function usageOf(pid: number): Promise<{ cpu: number; peak: number }> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The second field is the command's name in brackets, and may hold anything. A tick has 10 ms.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
	return { cpu: (Number(fields[11]) + Number(fields[12])) * 10, peak };
}

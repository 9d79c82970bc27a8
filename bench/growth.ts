import { readFile, writeFile } from 'node:fs/promises';
import type { Bench } from './bench';
import { median, units, type GrowthTable } from './lines';
import { sampler, type EngineSample } from './samples';
import type { Paced } from './server/spec';

const ROUNDS = 5;

/** How the cost of one run in n8n's engine grows with the number of input items, or of events in a stream. */
export interface Growth {
	title: string;
	/** What the sizes count. */
	unit: string;
	sizes: number[];
	/** For a size of 1. */
	items?: number;
	events?: number;
	sample: Omit<EngineSample, 'metric'>;
}

/** CPU and wall are medians, memory is one reading. */
export async function measureGrowth(bench: Bench, growth: Growth): Promise<GrowthTable> {
	const { title, unit, sizes, items = 0, events = 0, sample } = growth;
	const rows: string[][] = [];
	for (const size of sizes) {
		const take = (metric: EngineSample['metric']) => {
			const { stream } = sample;
			const count = events * size;
			const sections = stream.kind === 'events' && stream.sections < stream.count ? 20 : count;
			return sampler(bench, {
				...{ ...sample, metric, items: items * size || 1 },
				stream: stream.kind === 'events' ? { ...stream, count, sections } : stream,
			});
		};
		const typical = async (metric: 'cpu' | 'wall') => {
			const [again, taken] = [take(metric), new Array<number>()];
			// Cold code is measured in no table.
			await again();
			for (let round = 0; round < ROUNDS; round++) taken.push(await again());
			return median(taken);
		};
		const [cpu, wall, peak] = [await typical('cpu'), await typical('wall'), await take('peak')()];
		const each = `${((cpu / size) * 1000).toFixed(0)} µs`;
		rows.push([units.count(size), units.ms(cpu), each, units.ms(wall), units.MB(peak)]);
		await bench.tidy();
	}
	return { title, heading: [unit, 'CPU', 'CPU each', 'wall', 'peak memory above rest'], rows };
}

/** How many open streams one n8n holds, or one with workers: executions at the same time, all items open at once. */
export interface Capacity {
	title: string;
	workers: number;
	sizes: number[];
	stream: Paced;
	items: number;
}

export async function measureCapacity(bench: Bench, capacity: Capacity): Promise<GrowthTable> {
	const { title, workers, sizes, stream, items } = capacity;
	const n8n = await bench.n8n(workers);
	const settings = { node: 'laddro', concurrency: items };
	const run = await n8n.prepare(settings, bench.serving(stream), items);
	await run();
	const rows: string[][] = [];
	for (const executions of sizes) {
		// Has the peaks counted from now on; see Linux's proc(5).
		for (const pid of n8n.pids) await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await Promise.all(n8n.pids.map(usageOf));
		const started = performance.now();
		await Promise.all(Array.from({ length: executions }, run));
		const wall = performance.now() - started;
		const after = await Promise.all(n8n.pids.map(usageOf));
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

import { RealN8n } from '../n8n/realN8n';
import type { BenchServer } from '../server';
import { baseUrlOf } from '../server/spec';
import { megabytes, seconds } from '../units';
import { forgetPeak, usageOf } from './process';
import { count, type GrowthTable } from './table';

/** Input items of one execution, all of them open at the same time. */
const STREAMS = 50;
/** Milliseconds that each stream is open. */
const OPEN = 10_000;

/** How many open streams one n8n holds, and what workers add. */
export async function capacity(server: BenchServer): Promise<GrowthTable[]> {
	return [
		await measure(server, 'In one n8n process', 0, [1, 10, 20, 40]),
		await measure(server, 'In queue mode, two workers of five executions each', 2, [1, 10, 20]),
	];
}

async function measure(
	{ url }: BenchServer,
	where: string,
	workers: number,
	sizes: readonly number[],
): Promise<GrowthTable> {
	const baseUrl = baseUrlOf(url, { kind: 'paced', duration: OPEN });
	const rows: string[][] = [];
	const n8n = await RealN8n.start(workers);
	try {
		await n8n.runLaddro(baseUrl, STREAMS, STREAMS);
		for (const executions of sizes) {
			await Promise.all(n8n.pids.map(forgetPeak));
			const before = await Promise.all(n8n.pids.map(usageOf));
			const started = performance.now();
			await Promise.all(
				Array.from({ length: executions }, () => n8n.runLaddro(baseUrl, STREAMS, STREAMS)),
			);
			const wall = performance.now() - started;
			const after = await Promise.all(n8n.pids.map(usageOf));
			const cpu = after.reduce((sum, usage, index) => sum + usage.cpu - before[index]!.cpu, 0);
			rows.push([
				count(executions),
				count(executions * STREAMS),
				seconds(wall),
				`${cpu.toFixed(1)} s`,
				after.map(({ peak }) => megabytes(peak)).join(' + '),
			]);
		}
	} finally {
		await n8n.close();
	}
	return {
		title: `${where}: executions of ${STREAMS} streams that are open for ${OPEN / 1000} s`,
		heading: ['executions at once', 'streams', 'wall', 'CPU of n8n', 'peak memory of n8n'],
		rows,
	};
}

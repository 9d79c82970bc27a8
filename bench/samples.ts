import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';
import { median } from './lines';
import { MeasuringProcess } from './measuringProcess';
import type { ReadRequest } from './readers/reader';
import { requireTime, type NodeRun } from './realN8n';
import { instant, type StreamSpec } from './server/spec';
import type { NodeSettings } from './workflow';

/** Reads in a process of its own; a mean of all readings, for memory what is true after the last. */
export interface EngineSample extends Partial<ReadRequest> {
	reader: string;
	stream: StreamSpec;
	metric: 'cpu' | 'wall' | 'latency' | 'peak' | 'held';
	/** More than one, so that one garbage collection more or less does not decide. */
	readings?: number;
	per?: number;
}

/** A node's run in a real n8n: how long it takes, or how long n8n serves nobody meanwhile. */
interface N8nSample extends NodeSettings {
	stream: StreamSpec;
	metric: 'time' | 'silence';
	items: number;
	per?: number;
}

/** The time that `require` takes for each of these sets of files, in the median. */
interface LoadSample {
	metric: 'require';
	laddro?: string[][];
	n8n?: string[][];
}

/** How a number is measured; time and CPU are divided by `per`. A number stands for itself. */
export type Sample = number | EngineSample | N8nSample | LoadSample;

/** @returns takes the sample, as often as it is called */
export function sampler(bench: Bench, sample: Sample, environment?: NodeJS.ProcessEnv) {
	if (typeof sample === 'number') return async () => sample;
	if ('reader' in sample) return inEngine(bench, sample);
	if ('node' in sample) return inN8n(bench, sample, environment);
	return async () => {
		const times: number[] = [];
		for (const files of sample.laddro ?? []) times.push(await requireTime('laddro', files));
		for (const files of sample.n8n ?? []) times.push(await requireTime('n8n', files));
		return median(times);
	};
}

function inEngine(bench: Bench, sample: EngineSample): () => Promise<number> {
	const { reader, stream, metric, readings = 1, per = 1, ...request } = sample;
	const baseUrl = bench.serving(stream);
	return async () => {
		const isMemory = metric === 'peak' || metric === 'held';
		// A peak is for life, so that each needs a process of its own.
		const process = isMemory ? new MeasuringProcess(reader, 'memory') : bench.process(reader);
		// Loads all that a first run loads.
		if (isMemory) await process.read({ ...request, baseUrl: bench.serving(instant), items: 1 });
		const values: number[] = [];
		for (let count = 0; count < readings; count++) {
			values.push((await process.read({ ...request, baseUrl }))[metric] ?? NaN);
		}
		if (isMemory) await process.close();
		return isMemory ? values.at(-1)! : values.reduce((sum, value) => sum + value) / readings / per;
	};
}

function inN8n(bench: Bench, sample: N8nSample, environment?: NodeJS.ProcessEnv) {
	const { stream, metric, items, per = 1, ...settings } = sample;
	let prepared: (() => Promise<NodeRun>) | undefined;
	let run = 0;
	return async () => {
		const n8n = await bench.n8n(0, environment);
		// A limit counts for each run by itself.
		const isLimited = stream.kind === 'paced' && stream.perMinute !== undefined;
		const spec = isLimited ? { ...stream, run: `${settings.node} ${run++}` } : stream;
		if (isLimited || !prepared) {
			prepared = await n8n.prepare(settings, bench.serving(spec), items);
		}
		if (metric === 'silence') return await silence(n8n.url, prepared);
		return (await prepared()).time / per;
	};
}

/** The longest time within the node's run in which n8n answered no request for `/healthz`, in milliseconds. */
async function silence(url: string, run: () => Promise<NodeRun>): Promise<number> {
	const answers: number[] = [];
	let over = false;
	const probing = (async () => {
		while (!over) {
			// A connection that n8n has closed meanwhile counts as no answer.
			const answer = await fetch(`${url}/healthz`).catch(() => undefined);
			if (answer?.ok) answers.push(Date.now());
			await answer?.text();
			await sleep(5);
		}
	})();
	const { startedAt, time } = await run();
	over = true;
	await probing;
	const within = answers.map((at) => Math.min(Math.max(at, startedAt), startedAt + time));
	return Math.max(...within.map((at, index) => at - (within[index - 1] ?? startedAt)));
}

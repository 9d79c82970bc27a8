import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDocument, type FormatName } from '../nodes/Laddro/render/document';
import { median } from './figures';
import type { ReadRequest } from './readers/reader';
import { ReaderProcess } from './readers/readerProcess';
import { prepareRun, requireTime, type MeasuredN8n, type NodeRun } from './realN8n';
import type { StreamServer } from './server/server';
import { instant, instantFile, type AnswerSpec } from './server/streams';
import type { NodeSettings } from './workflow';

/** What the samples of a row are taken with. */
export interface Lab {
	server: StreamServer;
	n8n?: MeasuredN8n;
	/** Those whose time is measured, by name. */
	readers: Record<string, ReaderProcess>;
	/** What has been found, by request: two readers of the same must agree. */
	found: Record<string, string>;
}

/** Reads in a process of its own; a mean of all readings, for memory what is true after the last. */
interface EngineSample extends Partial<ReadRequest> {
	reader: string;
	stream: AnswerSpec;
	metric: 'cpu' | 'wall' | 'latency' | 'peak' | 'held';
	/** More than one, so that one garbage collection more or less does not decide. */
	readings?: number;
	per?: number;
}

/**
 * A node's run in a real n8n: how long it takes, the longest time in which n8n answers no request meanwhile, or the most
 * memory that it has, in all or above what it had before.
 */
interface N8nSample extends NodeSettings {
	stream: AnswerSpec;
	metric: 'time' | 'silence' | 'peak' | 'rise';
	items: number;
	per?: number;
	/** Bytes of a PDF file that each input item has. */
	upload?: number;
}

/** The time that `require` takes for each of these sets of files, in the median. */
interface LoadSample {
	require: 'laddro' | 'n8n';
	sets: string[][];
}

/** The time to write a section of so many characters, which repeats a text, in a document format. */
interface DocumentSample {
	format: FormatName;
	text: string;
	length: number;
}

/** How a number is measured; time and CPU are divided by `per`. A number stands for itself. */
export type Sample = number | EngineSample | N8nSample | LoadSample | DocumentSample;

export async function take(lab: Lab, sample: Sample): Promise<number> {
	if (typeof sample === 'number') return sample;
	if ('reader' in sample) {
		const isMemory = sample.metric === 'peak' || sample.metric === 'held';
		return await (isMemory ? memoryInEngine : timeInEngine)(lab, sample);
	}
	if ('node' in sample) return await inN8n(lab, sample);
	if ('format' in sample) return await timeToWrite(sample);
	const times: number[] = [];
	for (const files of sample.sets) times.push(await requireTime(sample.require, files));
	return median(times);
}

async function timeInEngine(lab: Lab, sample: EngineSample): Promise<number> {
	const { reader, stream, metric, readings = 1, per = 1, ...request } = sample;
	const process = (lab.readers[reader] ??= new ReaderProcess(reader, 'time'));
	const key = JSON.stringify([stream, request]);
	let sum = 0;
	for (let count = 0; count < readings; count++) {
		const reading = await process.read({ ...request, baseUrl: lab.server.serving(stream) });
		sum += reading[metric] ?? NaN;
		const { contents } = reading;
		if (contents && (lab.found[key] ??= contents) !== contents) {
			throw new Error(`One reader has found ${lab.found[key]}, another ${contents}`);
		}
	}
	return sum / readings / per;
}

async function memoryInEngine({ server }: Lab, sample: EngineSample): Promise<number> {
	const { reader, stream, metric, readings = 1, ...request } = sample;
	// The peak is that of a process's whole life, so that each sample needs a process of its own.
	const process = new ReaderProcess(reader, 'memory');
	// Loads all that a first run loads, with little of everything.
	const first = 'file' in stream ? instantFile : instant;
	const little = { items: 1, upload: request.upload && 1000 };
	let reading = await process.read({ ...request, ...little, baseUrl: server.serving(first) });
	for (let count = 0; count < readings; count++) {
		reading = await process.read({ ...request, baseUrl: server.serving(stream) });
	}
	await process.close();
	return reading[metric] ?? NaN;
}

async function timeToWrite({ format, text, length }: DocumentSample): Promise<number> {
	const section = text.repeat(Math.ceil(length / text.length)).slice(0, length);
	const started = performance.now();
	await writeDocument(new Map([['summary', section]]), { format, headings: true });
	return performance.now() - started;
}

async function inN8n({ server, n8n }: Lab, sample: N8nSample): Promise<number> {
	const { stream, metric, items, per = 1, upload, ...settings } = sample;
	const run = await prepareRun(n8n!, settings, server.serving(stream), { items, upload });
	if (metric === 'peak' || metric === 'rise') {
		const { rest, peak } = await memoryOf(n8n!.pids, run);
		return metric === 'peak' ? peak : Math.max(0, peak - rest);
	}
	return metric === 'time' ? (await run()).time / per : await silence(n8n!.n8n.url, run);
}

/** The resident memory that n8n has before the run, and the most of it at one time during the run, in bytes. */
async function memoryOf(
	pids: readonly number[],
	run: () => Promise<NodeRun>,
): Promise<{ rest: number; peak: number }> {
	const sum = (name: string) =>
		pids.reduce((total, pid) => {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			return total + Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
		}, 0);
	for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
	const rest = sum('VmRSS');
	await run();
	return { rest, peak: sum('VmHWM') };
}

/** The longest time within the node's run in which n8n answered no request for `/healthz`, in milliseconds. */
async function silence(url: string, run: () => Promise<NodeRun>): Promise<number> {
	const answers: number[] = [];
	let over = false;
	const probe = async () => {
		while (!over) {
			// A connection that n8n has closed meanwhile counts as no answer.
			const answer = await fetch(`${url}/healthz`).catch(() => undefined);
			if (answer?.ok) answers.push(Date.now());
			await answer?.text();
			await sleep(5);
		}
	};
	const running = run().finally(() => (over = true));
	const [{ startedAt, time }] = await Promise.all([running, probe()]);
	const within = answers.map((at) => Math.min(Math.max(at, startedAt), startedAt + time));
	return Math.max(...within.map((at, index) => at - (within[index - 1] ?? startedAt)));
}

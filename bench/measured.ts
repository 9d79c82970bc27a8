// Measures one side of a row in n8n's engine, in a process where nothing else runs, and prints the number.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { StructuredChunk } from 'n8n-workflow';
import { loadEngine } from '../engine';
import { longestBlock } from './blocks';
import { builtPackage, laddro, MEASURED, plainLoop, workflowOf } from './nodes';
import { plainLoopType } from './plainLoop';
import { rows } from './rows';
import { addressOf, clock, pdfOf, sentFor, type Served } from './server';

const [index, side, origin = ''] = process.argv.slice(2);
const { metric, served = {}, items = 1, upload, ours = laddro() } = rows[Number(index)]!;
/** More than one where one garbage collection more or less would decide. */
const times = metric.startsWith('cpu') || metric === 'delay' ? 3 : 1;
let delay = 0;
let runs = 0;

async function measure(): Promise<number> {
	const { run } = await loadEngine(builtPackage, { [plainLoop.type]: plainLoopType });
	// Has files kept on the disk, as n8n 2 does.
	await Container.get(BinaryDataService).init();
	if (metric === 'block') return await longestBlock(run);

	/** Makes the input, which is not to be measured. @returns does the work once */
	function prepare(what: Served, count: number, bytes?: number) {
		const baseUrl = addressOf(origin, { ...what, run: `${process.pid} ${++runs}` });
		const data = bytes ? pdfOf(bytes).toString('base64') : '';
		const file = { data, mimeType: 'application/pdf', fileName: 'resume.pdf' };
		const item = { json: { baseUrl }, binary: { data: file } };
		const input = Array.from({ length: count }, () => item);
		const credential = { apiKey: 'laddro_live_bench', baseUrl };
		const options = { input, credential, onChunk: metric === 'delay' ? onChunk : undefined };
		const workflow = workflowOf(side === 'ours' ? ours : plainLoop, baseUrl);
		return async () => {
			const result = await run(workflow, options);
			// As n8n has them: a copy would count as the node's work.
			const output = result.task(MEASURED).data?.main?.[0] ?? [];
			const texts = output.map(({ json }) => String(json.content ?? json.document ?? ''));
			const characters = texts.reduce((sum, { length }) => sum + length, 0);
			const sent = input.map((_, index) => charactersOf(sentFor(what, index)));
			if (output.length < count || characters < sent.reduce((sum, each) => sum + each, 0)) {
				throw new Error(`Something is missing in ${JSON.stringify(output).slice(0, 500)}`);
			}
		};
	}

	const isMemory = metric === 'peak';
	// Loads all that is needed. For memory with little of everything, since what a run takes is not given back at once.
	const little = { ...served, file: served.file && 1000, events: served.events && 1 };
	const isWarmedByLittle = isMemory || served.but;
	await (isWarmedByLittle ? prepare(little, 1, upload && 1000) : prepare(served, items))();
	const work = prepare(served, items, upload);
	if (isMemory) {
		globalThis.gc?.();
		// What it frees is given back in the background.
		await sleep(500);
	}
	const requests = async () => Number(await (await fetch(origin)).text());
	const earlier = metric === 'requests' ? await requests() : 0;
	// Has Linux count the peak anew.
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
	const resident = process.memoryUsage.rss();
	const before = process.cpuUsage();
	const started = performance.now();
	delay = 0;
	for (let count = 0; count < times; count++) await work();
	const wall = performance.now() - started;
	const { user, system } = process.cpuUsage(before);
	if (metric === 'wall') return wall / 1000;
	if (metric === 'requests') return (await requests()) - earlier;
	if (metric === 'delay') return delay / times;
	if (isMemory) return (process.resourceUsage().maxRSS * 1024 - resident) / 1e6;
	const cpu = (user + system) / 1000 / times;
	return metric === 'cpuPerItem' ? cpu / items : cpu / (charactersOf(served) / 1e6);
}

function onChunk({ type, content = '' }: StructuredChunk) {
	const writtenAt = type === 'item' && / (\d+\.\d{3})$/.exec(content)?.[1];
	if (writtenAt) delay += clock() - Number(writtenAt);
}

const charactersOf = ({ events = 0, text = '' }: Served) => events * text.length;

void measure().then((value) => process.stdout.write(String(value), () => process.exit()));

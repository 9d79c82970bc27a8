import { join } from 'node:path';
import { loadEngine, type Engine } from '../../engine';
import { systemTime } from '../systemTime';
import { laddroNode, NODE, workflowOf } from '../workflow';
import type { Collected, ReadRequest } from './reader';

let engine: Promise<Engine> | undefined;

/** Reads with the built node, run as a workflow by n8n's own engine. */
export async function readWithNode(request: ReadRequest): Promise<Collected> {
	const { baseUrl, items, live } = request;
	engine ??= loadEngine(join(__dirname, '../..'));
	let latency: number | undefined;
	const result = await (
		await engine
	).run(workflowOf(laddroNode(request, { id: 'bench', name: 'bench' })), {
		credential: { apiKey: 'laddro_live_bench', baseUrl },
		input: Array.from({ length: items }, () => ({ json: {} })),
		onChunk: live
			? ({ type, content = '' }) => {
					const writtenAt = /\d+\.\d+$/.exec(content)?.[0];
					if (type === 'item' && writtenAt) latency ??= systemTime() - Number(writtenAt);
				}
			: undefined,
	});
	const { error } = result.run.data.resultData;
	if (error) throw error;
	const collected: Collected = { count: 0, characters: 0, latency };
	for (const { json } of result.items(NODE)) {
		const text = json.content ?? json.document;
		collected.count++;
		collected.characters += typeof text === 'string' ? text.length : 0;
	}
	return collected;
}

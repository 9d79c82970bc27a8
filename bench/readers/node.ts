import { loadEngine } from '../../engine';
import { latencyOf } from '../systemTime';
import { builtPackage, NODE, workflowOf } from '../workflow';
import type { Collected, ReadRequest } from './reader';

const engine = loadEngine(builtPackage);

/** Reads with the built node, run as a workflow by n8n's own engine. */
export async function read(request: ReadRequest): Promise<Collected> {
	let latency: number | undefined;
	const { run } = await engine;
	const { baseUrl, items, output, concurrency } = request;
	const settings = { node: 'laddro', parameters: { output }, concurrency };
	const workflow = workflowOf(settings, baseUrl, { id: 'bench', name: 'Bench' });
	const result = await run(workflow, {
		credential: { apiKey: 'laddro_live_bench', baseUrl },
		input: Array.from({ length: items }, () => ({ json: {} })),
		onChunk: request.live
			? ({ type, content = '' }) => {
					if (type === 'item') latency ??= latencyOf(content);
				}
			: undefined,
	});
	const { error } = result.run.data.resultData;
	if (error) throw error;
	const collected: Collected = { count: 0, characters: 0, latency };
	for (const { json } of result.items(NODE)) {
		if (json.error) throw new Error(String(json.message));
		const text = json.content ?? json.document;
		collected.count++;
		collected.characters += typeof text === 'string' ? text.length : 0;
	}
	return collected;
}

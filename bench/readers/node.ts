import { Container } from '@n8n/di';
import { BinaryDataService, FileLocation } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { loadEngine } from '../../engine';
import { pdfOf } from '../server/streams';
import { latencyOf } from '../systemTime';
import { builtPackage, NODE, workflowOf } from '../workflow';
import { found, type Found, type ReadRequest } from './reader';

const engine = loadEngine(builtPackage);

let input: INodeExecutionData[] = [];

/** Makes the input items, which is not to be measured. */
export async function prepare({ items, upload, filesOnDisk }: ReadRequest): Promise<void> {
	const files = Container.get(BinaryDataService);
	if (filesOnDisk) await files.init();
	const folder = FileLocation.ofExecution('bench', 'input');
	const item: INodeExecutionData = { json: {} };
	if (upload) {
		const file = { data: '', mimeType: 'application/pdf' };
		item.binary = { data: await files.store(folder, pdfOf(upload), file) };
	}
	input = Array.from({ length: items }, () => item);
}

/** Reads with the built node, run as a workflow by n8n's own engine. */
export async function read(request: ReadRequest): Promise<Found> {
	let latency: number | undefined;
	const { run } = await engine;
	const { baseUrl, parameters, concurrency } = request;
	const settings = { node: 'laddro', parameters, concurrency };
	const result = await run(workflowOf(settings, baseUrl), {
		credential: { apiKey: 'laddro_live_bench', baseUrl },
		input,
		onChunk: request.live
			? ({ type, content = '' }) => {
					if (type === 'item') latency ??= latencyOf(content);
				}
			: undefined,
	});
	const { error } = result.run.data.resultData;
	if (error) throw error;
	// As n8n has them: a copy would count as the node's work.
	const items = result.task(NODE).data?.main?.[0] ?? [];
	const contents = items.map(({ json }) => {
		if (json.error) throw new Error(String(json.message));
		return String(json.content ?? json.document ?? json.fileSize);
	});
	return found(contents, latency);
}

import { createParser } from 'eventsource-parser';
import { NodeConnectionTypes, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import pMap from 'p-map';

/**
 * A node with the loop that a developer would write by the API's documentation: fetch, TextDecoder, eventsource-parser,
 * JSON.parse, a Map, ten items at a time. It trusts what comes, tries nothing twice, times nothing out, and makes no documents.
 */
export const plainLoopType: INodeType = {
	description: {
		displayName: 'Plain Loop',
		name: 'plainLoop',
		group: ['transform'],
		version: 1,
		description: 'Plain Loop',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		const readItem = async ([item, { json }]: [number, INodeExecutionData]) => {
			const sections = await readSections(`${json.baseUrl}/v1/tailor`);
			return [...sections].map(([section, content]) => ({
				json: { title: section, content, section },
				pairedItem: { item },
			}));
		};
		const output = await pMap(this.getInputData().entries(), readItem, { concurrency: 10 });
		return [output.flat()];
	},
};

/** @returns section → content */
async function readSections(url: string): Promise<Map<string, string>> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': 'laddro_live_bench' },
		body: '{"jobDescription":"A posting."}',
	});
	const sections = new Map<string, string>();
	let done = false;
	const parser = createParser({
		onEvent({ data }) {
			const { type, section, content } = JSON.parse(data);
			if (type === 'done') done = true;
			else sections.set(section, (sections.get(section) ?? '') + content);
		},
	});
	const decoder = new TextDecoder();
	for await (const chunk of response.body ?? []) {
		parser.feed(decoder.decode(chunk, { stream: true }));
		if (done) return sections;
	}
	throw new Error('The stream ended before it was done');
}

import { createParser } from 'eventsource-parser';
import { NodeConnectionTypes, type INodeExecutionData, type INodeType } from 'n8n-workflow';

/**
 * A node with the loop that a developer would write by the API's documentation: fetch, TextDecoder, eventsource-parser,
 * JSON.parse, a Map. It trusts what comes, tries nothing twice, times nothing out, and makes no documents.
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
		const output: INodeExecutionData[] = [];
		for (const [item, { json }] of this.getInputData().entries()) {
			for (const [section, content] of await readSections(`${json.baseUrl}/v1/tailor`)) {
				output.push({ json: { title: section, content, section }, pairedItem: { item } });
			}
		}
		return [output];
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

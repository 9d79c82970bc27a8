import { createParser } from 'eventsource-parser';
import { latencyOf } from '../systemTime';
import { found, type Found, type ReadRequest } from './reader';

/**
 * The loop that a developer would write by the API's documentation: fetch, TextDecoder, eventsource-parser,
 * JSON.parse, collect. It trusts what comes, tries nothing twice and times nothing out.
 *
 * @param onSection is told of every piece of a section, at once
 * @returns section name → content
 */
export async function plainLoop(
	baseUrl: string,
	onSection?: (content: string) => void,
): Promise<Map<string, string>> {
	const response = await fetch(`${baseUrl}/v1/tailor`, {
		method: 'POST',
		headers: {
			accept: 'text/event-stream',
			'content-type': 'application/json',
			'x-api-key': 'laddro_live_bench',
		},
		body: JSON.stringify({ jobDescription: 'A posting.' }),
	});
	if (!response.ok || !response.body) throw new Error(`Status ${response.status}`);
	const sections = new Map<string, string>();
	let done = false;
	const parser = createParser({
		onEvent({ data }) {
			const event = JSON.parse(data);
			if (event.type === 'section') {
				sections.set(event.section, (sections.get(event.section) ?? '') + event.content);
				onSection?.(event.content);
			} else if (event.type === 'error') {
				throw new Error(event.message);
			} else if (event.type === 'done') {
				done = true;
			}
		},
	});
	const decoder = new TextDecoder();
	for await (const chunk of response.body) {
		parser.feed(decoder.decode(chunk, { stream: true }));
		if (done) break;
	}
	if (!done) throw new Error('The stream ended before it was done');
	return sections;
}

/** Reads one stream with {@link plainLoop}. */
export async function read({ baseUrl, live }: ReadRequest): Promise<Found> {
	let latency: number | undefined;
	const onSection = (content: string) => (latency ??= latencyOf(content));
	const sections = await plainLoop(baseUrl, live ? onSection : undefined);
	return found([...sections.values()], latency);
}

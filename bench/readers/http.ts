import { request } from 'node:http';
import type { Collected, ReadRequest } from './reader';

/**
 * Takes in an answer with Node's own HTTP client, on which n8n's stands, and makes nothing of it: what is left when
 * all of the node's own work is gone.
 */
export async function readWithHttp({ baseUrl }: ReadRequest): Promise<Collected> {
	const collected: Collected = { count: 0, characters: 0 };
	await new Promise<void>((resolve, reject) => {
		request(`${baseUrl}/v1/tailor`, { method: 'POST' }, (response) => {
			void (async () => {
				for await (const chunk of response) collected.characters += chunk.length;
			})().then(resolve, reject);
		})
			.on('error', reject)
			.end('{}');
	});
	return collected;
}

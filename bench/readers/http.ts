import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Found, ReadRequest } from './reader';

/** Takes an answer in with Node's own HTTP client, on which n8n's stands, and makes nothing of it. */
export async function read({ baseUrl }: ReadRequest): Promise<Found> {
	const sent = request(`${baseUrl}/v1/tailor`, { method: 'POST' }).end('{}');
	const [response]: IncomingMessage[] = await once(sent, 'response');
	response!.resume();
	await once(response!, 'end');
	return {};
}

import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { ApiRequest, Exchange } from './exchange';
import { EventReader } from './stream';

/** Where requests go. */
export interface Api {
	/** Without a slash at the end. */
	readonly baseUrl: string;
	/** Sent as `x-api-key`; left out when it is empty. */
	readonly key: string;
	/** Milliseconds to listen after the event that ends a stream, to see what the server does then. */
	readonly afterEnd?: number;
}

/** Milliseconds for a response: more than the node would wait, so that the report can say how long it takes. */
const LONGEST = 600_000;

/** Why the check can't go on, in one line. Nothing more is asked for. */
export class Stop extends Error {}

/**
 * Sends a request, and keeps every byte of the response with its time. Redirects are not followed.
 * @throws {Stop} if there is no response
 */
export async function send(
	{ baseUrl, key, afterEnd = 3_000 }: Api,
	request: ApiRequest,
): Promise<Exchange> {
	const url = new URL(baseUrl + request.path);
	const body = request.body && JSON.stringify(request.body);
	const began = performance.now();
	const now = () => performance.now() - began;
	const sending = (url.protocol === 'https:' ? https : http).request(url, {
		method: request.method,
		headers: {
			accept: request.stream ? 'text/event-stream' : '*/*',
			// So that lengths and chunks are those of the content.
			'accept-encoding': 'identity',
			...(body !== undefined && { 'content-type': 'application/json' }),
			...(key !== '' && { 'x-api-key': key }),
		},
		agent: false,
		timeout: LONGEST,
	});
	sending.once('timeout', () => sending.destroy(new Error('no response'))).end(body);
	const response: http.IncomingMessage = await once(sending, 'response').then(
		([first]) => first,
		(error: unknown) => {
			throw new Stop(`${url.origin} can't be reached: ${Object(error).code ?? String(error)}.`);
		},
	);
	const respondedAt = now();
	const chunks: Array<Exchange['chunks'][number]> = [];
	const end = await new Promise<Exchange['end']>((resolve) => {
		const reader = request.stream ? new EventReader() : undefined;
		let timer = setTimeout(resolve, LONGEST, 'hold');
		response.on('data', (bytes: Buffer) => {
			chunks.push({ at: now(), bytes });
			if (reader === undefined || reader.last) return;
			reader.push(bytes);
			if (!reader.last) return;
			clearTimeout(timer);
			timer = setTimeout(resolve, afterEnd, 'hold');
		});
		response.once('end', () => resolve('close')).on('error', () => resolve('cut'));
		response.once('close', () => clearTimeout(timer));
	});
	sending.on('error', () => undefined).destroy();
	const headers = Object.entries(response.headers).map(
		([name, value]) => [name, [value].flat().join(', ')] as const,
	);
	return {
		request,
		status: response.statusCode ?? 0,
		headers: Object.fromEntries(headers),
		respondedAt,
		chunks,
		end,
		endedAt: now(),
	};
}

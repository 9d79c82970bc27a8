import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { ApiRequest, Exchange } from './exchange';
import { Reading } from './stream';

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
	const began = performance.now();
	const now = () => performance.now() - began;
	const listening = new AbortController();
	const stopAfter = (delay: number) => setTimeout(() => listening.abort(), delay);
	let timer = stopAfter(LONGEST);
	// Not `fetch`, which joins chunks that arrive at about the same time.
	const sending = (url.protocol === 'https:' ? https : http).request(url, {
		method: request.method,
		headers: {
			accept: request.stream ? 'text/event-stream' : '*/*',
			// So that lengths and chunks are those of the content.
			'accept-encoding': 'identity',
			...(request.body && { 'content-type': 'application/json' }),
			...(key !== '' && { 'x-api-key': key }),
		},
		agent: false,
		signal: listening.signal,
	});
	sending.end(request.body && JSON.stringify(request.body));
	try {
		const [response]: http.IncomingMessage[] = await once(sending, 'response').catch((error) => {
			const { code = String(error) } = listening.signal.aborted ? { code: 'no response' } : error;
			throw new Stop(`${url.origin} can't be reached: ${code}.`);
		});
		sending.on('error', () => undefined);
		const respondedAt = now();
		const chunks: Array<Exchange['chunks'][number]> = [];
		const reading = new Reading();
		response!.on('data', (bytes: Buffer) => {
			chunks.push({ at: now(), bytes });
			if (!request.stream || reading.last) return;
			reading.push(bytes);
			if (!reading.last) return;
			clearTimeout(timer);
			timer = stopAfter(afterEnd);
		});
		const end = await once(response!, 'end').then(
			() => 'close' as const,
			() => (listening.signal.aborted ? 'hold' : 'cut'),
		);
		const { statusCode: status = 0, headers: received } = response!;
		const headers = Object.entries(received).map(([name, value]) => [
			name,
			[value].flat().join(', '),
		]);
		return {
			request,
			status,
			headers: Object.fromEntries(headers),
			respondedAt,
			chunks,
			end,
			endedAt: now(),
		};
	} finally {
		clearTimeout(timer);
	}
}

import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Asked, Chunk, Exchange } from './exchange';
import { Stop } from './stop';

/** Where requests go. */
export interface Api {
	/** Without a slash at the end. */
	readonly baseUrl: string;
	/** Sent as `x-api-key`; left out when it is empty. */
	readonly key: string;
}

/** What an answer is given. All times in milliseconds. */
export interface Patience {
	/** For the whole answer. */
	readonly total: number;
	/** After the event that ends a stream, to see what the server does then. */
	readonly afterEnd: number;
}

/** Tells whether a stream has come to its last event, from its bytes as they arrive. */
type IsOver = (bytes: Buffer) => boolean;

/**
 * Sends a request, and keeps every byte of the answer with its time. Redirects are not followed.
 * @throws {Stop} if there is no answer
 */
export async function send(
	{ baseUrl, key }: Api,
	asked: Asked,
	{ total, afterEnd }: Patience,
	isOver: IsOver = () => false,
): Promise<Exchange> {
	const url = new URL(baseUrl + asked.path);
	const body = asked.body && JSON.stringify(asked.body);
	const began = performance.now();
	const now = () => performance.now() - began;
	const sending = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
		method: asked.method,
		headers: {
			accept: asked.stream ? 'text/event-stream' : '*/*',
			// So that lengths and chunks are those of the content.
			'accept-encoding': 'identity',
			...(body !== undefined && { 'content-type': 'application/json' }),
			...(key !== '' && { 'x-api-key': key }),
		},
		agent: false,
	});
	const answer = await new Promise<IncomingMessage>((resolve, reject) => {
		sending.once('response', resolve).once('error', reject).setTimeout(total);
		sending.once('timeout', () => sending.destroy(new Error('no answer')));
		sending.end(body);
	}).catch((error: unknown) => {
		throw new Stop(`${url.origin} can't be reached: ${reasonOf(error)}.`);
	});
	const answeredAt = now();
	const chunks: Chunk[] = [];
	const end = await new Promise<Exchange['end']>((resolve) => {
		let timer = setTimeout(() => resolve('hold'), total);
		let over = false;
		answer.on('data', (bytes: Buffer) => {
			chunks.push({ at: now(), bytes });
			if (over || !isOver(bytes)) return;
			over = true;
			clearTimeout(timer);
			timer = setTimeout(() => resolve('hold'), afterEnd);
		});
		answer.once('end', () => resolve('close')).on('error', () => resolve('cut'));
		answer.once('close', () => clearTimeout(timer));
	});
	sending.on('error', () => undefined).destroy();
	return {
		asked,
		status: answer.statusCode ?? 0,
		headers: headersOf(answer),
		answeredAt,
		chunks,
		end,
		endedAt: now(),
	};
}

function reasonOf(error: unknown): string {
	const isCoded = typeof error === 'object' && error !== null && 'code' in error;
	return isCoded ? String(error.code) : String(error);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
	);
}

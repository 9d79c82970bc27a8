import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Emulator } from '../../../emulator';

export const POSTING =
	'Backend engineer for payments. You know TypeScript, payments and Kubernetes; payments are our core.';

/** A response as a client sees it. */
export interface Received {
	readonly status: number | null;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	readonly bytes: Buffer;
	readonly chunks: number;
	/** `silent` when nothing arrived for a while and the client stopped waiting. */
	readonly end: 'end' | 'broken' | 'silent';
}

interface Ask {
	readonly path?: string;
	readonly body?: unknown;
	readonly resumeId?: string;
	readonly key?: string;
	/** What to ask for. Default an event stream. */
	readonly accept?: string;
	/** Milliseconds without data after which the client leaves, once it has a status. */
	readonly patience?: number;
	/** Whether it leaves without a status, too. */
	readonly leavesUnanswered?: boolean;
}

/** Requests a stream or a file over a new connection and reads it until it ends in any way. */
export async function stream(emulator: Emulator, ask: Ask = {}): Promise<Received> {
	const { path = '/v1/tailor', resumeId, key = emulator.apiKey, patience = 15_000 } = ask;
	const { accept = 'text/event-stream', leavesUnanswered = false } = ask;
	const body = ask.body ?? { resumeId, jobDescription: POSTING };
	return await new Promise((resolve) => {
		const received: Buffer[] = [];
		let status: number | null = null;
		let headers: IncomingHttpHeaders = {};
		const finish = (end: Received['end']) => {
			clearTimeout(waiting);
			const bytes = Buffer.concat(received);
			resolve({
				status,
				headers,
				// Only when it is wanted: some are very large.
				get text() {
					return bytes.toString('utf8');
				},
				bytes,
				chunks: received.length,
				end,
			});
		};
		const request = httpRequest(
			`${emulator.url}${path}`,
			{
				method: 'POST',
				agent: false,
				headers: {
					accept,
					'content-type': 'application/json',
					'x-api-key': key,
				},
			},
			(response) => {
				status = response.statusCode ?? null;
				waiting.refresh();
				headers = response.headers;
				response.on('data', (chunk: Buffer) => {
					waiting.refresh();
					received.push(chunk);
				});
				response.on('end', () => finish('end'));
				response.on('error', () => finish('broken'));
			},
		);
		// After a response has begun, its own end counts.
		request.on('error', () => (status === null ? finish('broken') : undefined));
		const waiting = setTimeout(() => {
			if (status === null && !leavesUnanswered) {
				waiting.refresh();
				return;
			}
			finish('silent');
			request.destroy();
		}, patience);
		request.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
}

/** The JSON of every `data:` line that is JSON. */
export function dataOf(text: string): unknown[] {
	return text
		.split(/\r\n|\r|\n/)
		.filter((line) => line.startsWith('data: {'))
		.flatMap((line): unknown[] => {
			try {
				return [JSON.parse(line.slice('data: '.length))];
			} catch {
				return [];
			}
		});
}

/** The sections of a stream in either dialect, joined by name. */
export function sectionsOf(text: string): Map<string, string> {
	const sections = new Map<string, string>();
	for (const data of dataOf(text)) {
		if (typeof data !== 'object' || data === null) continue;
		if (!('section' in data) || !('content' in data)) continue;
		const name = String(data.section);
		sections.set(name, (sections.get(name) ?? '') + String(data.content));
	}
	return sections;
}

/** A response that is a file, or a refusal. */
export interface ReceivedFile {
	readonly status: number;
	readonly headers: Headers;
	readonly bytes: Buffer;
}

/** Sends a request with the key; a body makes it a POST unless told otherwise. */
export async function ask(
	{ url, apiKey }: Emulator,
	path: string,
	body?: unknown,
	method = body === undefined ? 'GET' : 'POST',
): Promise<ReceivedFile> {
	const response = await fetch(`${url}${path}`, {
		method,
		headers: { 'x-api-key': apiKey },
		body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
	});
	const { status, headers } = response;
	return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** The JSON of a response. */
export async function askJson(...request: Parameters<typeof ask>): Promise<unknown> {
	return JSON.parse((await ask(...request)).bytes.toString());
}

import { type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { StructuredChunk } from 'n8n-workflow';
import { waitFor } from '../../n8n/system/waitFor';

/** One line of a streaming webhook's response. */
export interface Piece {
	readonly type: string;
	readonly content?: string;
	/** The node that sent it. */
	readonly node: string;
	/** When it came, by `performance.now()`, as in the emulator's ledger. */
	readonly at: number;
}

/** A call of a streaming webhook, during and after it. */
export interface LiveCall {
	/** What has arrived so far. */
	readonly pieces: Piece[];
	/** Waits for the first piece that meets the predicate. @throws Error if the response ends without one */
	first(predicate: (piece: Piece) => boolean): Promise<Piece>;
	/** Resolves when the response has ended: `cut` if the connection broke. */
	readonly ended: Promise<'complete' | 'cut'>;
}

/**
 * Calls a streaming webhook and reads its response line by line, as it arrives.
 *
 * @param key a header that the webhook asks for
 */
export function callLive(
	url: string,
	body: object,
	key?: { name: string; value: string },
): LiveCall {
	const pieces: Piece[] = [];
	let over = false;

	async function read(response: IncomingMessage): Promise<'complete' | 'cut'> {
		try {
			for await (const line of createInterface({ input: response })) {
				if (line.trim() === '') continue;
				const { type, content, metadata }: StructuredChunk = JSON.parse(line);
				pieces.push({ type, content, node: metadata.nodeName, at: performance.now() });
			}
		} catch {
			return 'cut';
		}
		return response.complete ? 'complete' : 'cut';
	}

	const ended = new Promise<'complete' | 'cut'>((resolve) => {
		const headers = {
			'content-type': 'application/json',
			...(key && { [key.name]: key.value }),
		};
		const call = request(url, { method: 'POST', headers });
		call.on('response', (response) => void read(response).then(resolve));
		call.on('error', () => resolve('cut'));
		call.end(JSON.stringify(body));
	}).finally(() => {
		over = true;
	});

	return {
		pieces,
		ended,
		first: async (predicate) =>
			await waitFor(
				async () => {
					const found = pieces.find(predicate);
					if (found || !over) return found;
					throw new Error(`The response ended: ${JSON.stringify(pieces)}`);
				},
				() => `The response has only: ${JSON.stringify(pieces)}`,
			),
	};
}

/** Whether a piece carries text of a section. */
export const hasText = ({ type, content }: Piece): boolean => type === 'item' && !!content?.trim();

import { recordChunk, type Recording } from '../../emulator';
import { bytesOf, type Exchange } from '../observe/exchange';
import type { StreamName } from '../observe/requests';
import { Mask } from './mask';
import { maskStream } from './maskStream';

/** Headers that concern the connection only, or the moment. */
const LEFT_OUT = /^(connection|keep-alive|transfer-encoding|date|set-cookie|alt-svc)$/;
/** Headers whose values say nothing of anybody. */
const KEPT = /^(content-type|content-length|cache-control|vary|x-accel-buffering)$/;

/**
 * A stream as a recording that can be published: every chunk keeps its length and its time, and nothing is left of
 * what it says.
 * @returns undefined if the stream is not UTF-8, so that its characters can't be told from each other
 */
export function record(operation: StreamName, exchange: Exchange): Recording | undefined {
	const bytes = bytesOf(exchange);
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const masked = Buffer.from(maskStream(text));
	if (masked.length !== bytes.length || !Buffer.from(text).equals(bytes)) return undefined;
	let start = 0;
	return {
		operation,
		headers: maskHeaders(exchange.headers),
		answeredAt: Math.round(exchange.answeredAt),
		chunks: exchange.chunks.map(({ at, bytes: { length } }) => {
			const part = masked.subarray(start, start + length);
			start += length;
			return recordChunk(Math.round(at), part);
		}),
		end: exchange.end,
	};
}

function maskHeaders(headers: Exchange['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => !LEFT_OUT.test(name))
			.map(([name, value]) => [name, KEPT.test(name) ? value : new Mask().name(value)]),
	);
}

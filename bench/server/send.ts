import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { systemTime } from '../systemTime';
import { body } from './bodies';
import type { StreamSpec } from './spec';
import { byteChunks, DONE, sectionEvent } from './streams';
import { textOf } from './text';

/** Bytes in one write: what a proxy or a compressor on the way gathers. */
const BLOCK = 64 * 1024;
const PACED_SECTIONS = 10;

/** Sends what was asked for, at the pace of whoever reads. */
export async function send(spec: StreamSpec, response: ServerResponse): Promise<void> {
	const receivedAt = performance.now();
	response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
	if (spec.kind === 'instant') {
		response.end(sectionEvent('summary', textOf(200, 'latin')) + DONE);
		return;
	}
	response.flushHeaders();
	switch (spec.kind) {
		case 'sections':
		case 'pieces':
			await write(response, body(spec));
			break;
		case 'bytes':
			response.socket?.setNoDelay(true);
			// A burst goes past Node's own framing: it is framed already.
			if (spec.how === 'burst') await write(response.socket!, byteChunks(body(spec)));
			else await pipeline(singleBytes(body(spec)), response, { end: false });
			break;
		case 'timed':
			await sleep(spec.delay);
			response.write(sectionEvent('summary', String(systemTime())));
			await sleep(spec.delay);
			response.write(DONE);
			break;
		case 'paced':
			for (let index = 0; index < PACED_SECTIONS; index++) {
				response.write(sectionEvent(`section_${index}`, textOf(500, 'latin')));
				const next = receivedAt + (spec.duration * (index + 1)) / PACED_SECTIONS;
				await sleep(Math.max(0, next - performance.now()));
			}
			response.write(DONE);
	}
	response.end();
}

async function write(destination: Writable, bytes: Buffer): Promise<void> {
	await pipeline(blocksOf(bytes), destination, { end: false });
}

function* blocksOf(bytes: Buffer): Generator<Buffer> {
	for (let start = 0; start < bytes.length; start += BLOCK) {
		yield bytes.subarray(start, start + BLOCK);
	}
}

async function* singleBytes(bytes: Buffer): AsyncGenerator<Buffer> {
	for (let index = 0; index < bytes.length; index++) {
		yield bytes.subarray(index, index + 1);
		// Node gathers the writes of one turn into one packet.
		await nextTurn();
	}
}

// A process of its own, so that its work is not counted as the reader's: sends the streams that are asked for.
import { createServer, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { systemTime } from '../systemTime';
import { specOf, type Events, type Paced, type StreamSpec } from './spec';
import { bodyOf, DONE, sectionEvent, textOf } from './streams';

/** Bytes in one write: what a proxy or a compressor on the way gathers. */
const BLOCK = 64 * 1024;
const MINUTE = 60_000;

/** Times of the last requests, by path. */
const requests = new Map<string, number[]>();

const server = createServer((request, response) => {
	response.on('error', () => undefined);
	request.resume().once('end', () => {
		void answer(request.url ?? '', response).catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
	});
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (typeof address === 'object' && address) process.send?.(address.port);
});
process.once('disconnect', () => process.exit());

async function answer(path: string, response: ServerResponse): Promise<void> {
	const spec = specOf(path);
	const statusCode = spec.kind === 'refused' ? 401 : isOverLimit(path, spec) ? 429 : 200;
	if (spec.kind === 'refused' || statusCode !== 200) {
		response.writeHead(statusCode, { 'content-type': 'application/json', 'retry-after': '60' });
		response.end(JSON.stringify({ error: 'Refused', message: 'Refused', statusCode }));
		return;
	}
	response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
	if (spec.kind === 'events') await sendEvents(spec, response);
	else await sendPaced(spec, response);
	response.end();
}

function isOverLimit(path: string, spec: StreamSpec): boolean {
	if (spec.kind !== 'paced' || spec.perMinute === undefined) return false;
	const now = performance.now();
	const recent = (requests.get(path) ?? []).filter((time) => time > now - MINUTE);
	requests.set(path, [...recent, now]);
	return recent.length >= spec.perMinute;
}

async function sendPaced({ duration, sections }: Paced, response: ServerResponse): Promise<void> {
	const start = performance.now();
	if (duration > 0) response.flushHeaders();
	for (let index = 1; index <= sections; index++) {
		const wait = start + (duration * index) / sections - performance.now();
		if (wait > 0) await sleep(wait);
		const content = `${textOf(200, 'latin')} ${systemTime()}`;
		response.write(sectionEvent(`section_${index}`, content));
	}
	response.write(DONE);
}

/** At the pace of whoever reads. */
async function sendEvents(spec: Events, response: ServerResponse): Promise<void> {
	const body = bodyOf(spec);
	response.flushHeaders();
	response.socket?.setNoDelay(true);
	// Bytes that are framed already go past Node's own framing.
	const destination = spec.cut === 'chunk' ? response.socket! : response;
	const parts = spec.cut === 'packet' ? singleBytes(body) : blocks(body);
	await pipeline(parts, destination, { end: false });
}

function* blocks(bytes: Buffer): Generator<Buffer> {
	for (let at = 0; at < bytes.length; at += BLOCK) yield bytes.subarray(at, at + BLOCK);
}

async function* singleBytes(bytes: Buffer): AsyncGenerator<Buffer> {
	for (let at = 0; at < bytes.length; at++) {
		yield bytes.subarray(at, at + 1);
		// Node gathers the writes of one turn into one packet.
		await nextTurn();
	}
}

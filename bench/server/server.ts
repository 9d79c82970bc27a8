import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { systemTime } from '../systemTime';
import { bodyOf, contentOf, DONE, sectionEvent, type AnswerSpec, type StreamSpec } from './streams';

/** Bytes in one write: what a proxy or a compressor on the way gathers. */
const BLOCK = 64 * 1024;

/** A running server on a free port of 127.0.0.1. */
export interface StreamServer {
	/** The base URL of an API that answers every request with this. */
	serving(spec: AnswerSpec): string;
	close(): void;
}

interface Stream {
	spec: AnswerSpec;
	/** Made once, so that making it is not measured. */
	body: Buffer;
}

export async function startServer(): Promise<StreamServer> {
	const streams: Stream[] = [];
	const server = createServer((request, response) => {
		const stream = streams[Number(request.url?.split('/')[1])]!;
		// The reader may leave at any time, such as after the event `done`.
		response.on('error', () => undefined);
		request.resume().once('end', () => {
			void answer(stream, response).catch(() => response.destroy());
		});
	});
	server.keepAliveTimeout = 0;
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address?.port;
	return {
		serving(spec) {
			const known = streams.findIndex((stream) => stream.spec === spec);
			const index = known < 0 ? streams.push({ spec, body: bodyOf(spec) }) - 1 : known;
			return `http://127.0.0.1:${port}/${index}`;
		},
		close: () => server.close().closeAllConnections(),
	};
}

async function answer({ spec, body }: Stream, response: ServerResponse): Promise<void> {
	if ('file' in spec) {
		if (spec.duration) await sleep(spec.duration);
		response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': body.length });
		response.end(body);
		return;
	}
	if (spec.refused) {
		response.writeHead(401, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ error: 'Refused', message: 'Refused', statusCode: 401 }));
		return;
	}
	response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
	if (spec.duration !== undefined) await sendPaced(spec, spec.duration, response);
	else await sendBody(body, spec.cut, response);
	response.end();
}

async function sendPaced(spec: StreamSpec, duration: number, response: ServerResponse) {
	const start = performance.now();
	if (duration > 0) response.flushHeaders();
	for (let index = 0; index < spec.events; index++) {
		const wait = start + (duration * (index + 1)) / spec.events - performance.now();
		if (wait > 0) await sleep(wait);
		const content = `${contentOf(spec)} ${systemTime().toFixed(3)}`;
		response.write(sectionEvent(spec, index, content));
	}
	response.write(DONE);
}

async function sendBody(body: Buffer, cut: StreamSpec['cut'], response: ServerResponse) {
	response.flushHeaders();
	response.socket?.setNoDelay(true);
	// Bytes that are framed already go past Node's own framing.
	const destination = cut === 'chunk' ? response.socket! : response;
	await pipeline(cut === 'packet' ? packets(body) : blocks(body), destination, { end: false });
}

function* blocks(bytes: Buffer): Generator<Buffer> {
	for (let at = 0; at < bytes.length; at += BLOCK) yield bytes.subarray(at, at + BLOCK);
}

async function* packets(bytes: Buffer): AsyncGenerator<Buffer> {
	for (let at = 0; at < bytes.length; at++) {
		yield bytes.subarray(at, at + 1);
		// Node gathers the writes of one turn into one packet.
		await nextTurn();
	}
}

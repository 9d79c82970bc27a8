import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gate, outputOf, postings, rowOf, Stage } from './stage';

const HEADERS = { 'content-type': 'text/event-stream' };
const SUMMARY = 'data: {"type":"section","section":"summary","content":"Engineer"}\n\n';
const DONE = 'data: {"type":"done"}\n\n';

/** Milliseconds for which n8n is kept busy: longer than Idle Timeout, also with a second added to it. */
const BUSY = 2500;

let stage: Stage;
let server: Server;

beforeEach(async () => {
	stage = await Stage.open();
	server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	server.close();
	await stage.close();
});

/** Resolves with the responses to be sent, by their rows, once so many requests have come. */
async function requested(count: number): Promise<Map<number, ServerResponse>> {
	const responses = new Map<number, ServerResponse>();
	return await new Promise((resolve) => {
		server.on('request', async (request, response) => {
			const text = Buffer.concat(await request.toArray()).toString();
			responses.set(rowOf(JSON.parse(text)), response);
			if (responses.size === count) resolve(responses);
		});
	});
}

it('what arrives while n8n is busy for longer than Idle Timeout is no silence, before the answer and within it', async () => {
	const { port } = server.address() as AddressInfo;
	const { opened: hasBegun, open: begun } = gate();
	const requests = requested(2);
	const running = stage.run({
		rows: postings(2),
		credential: { baseUrl: `http://127.0.0.1:${port}` },
		parameters: { output: 'document', requestOptions: { idleTimeout: 1 } },
		onChunk: ({ type }) => type === 'item' && begun(),
	});
	const responses = await requests;
	responses.get(0)?.writeHead(200, HEADERS).write(SUMMARY);
	await hasBegun;
	// Nothing can be read before the process, which is n8n's as well, goes on.
	responses.get(0)?.end(DONE);
	responses
		.get(1)
		?.writeHead(200, HEADERS)
		.end(SUMMARY + DONE);
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY);
	expect(outputOf(await running)).toMatchObject([
		{ complete: true, sectionCount: 1 },
		{ complete: true, sectionCount: 1 },
	]);
});

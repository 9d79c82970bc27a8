import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gate, outputOf, postings, Stage } from './stage';

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

/** The response to be sent to the next request. */
async function nextRequest(): Promise<ServerResponse> {
	return await new Promise((resolve) => {
		server.once('request', (request, response) => {
			request.resume();
			resolve(response);
		});
	});
}

it('what arrives while n8n is busy for longer than Idle Timeout is no silence, before the answer and within it', async () => {
	const { port } = server.address() as AddressInfo;
	const { opened: hasBegun, open: begun } = gate();
	const firstRequest = nextRequest();
	const running = stage.run({
		rows: postings(2),
		credential: { baseUrl: `http://127.0.0.1:${port}` },
		parameters: { output: 'document', requestOptions: { idleTimeout: 1 } },
		onChunk: ({ type }) => type === 'item' && begun(),
	});
	const first = await firstRequest;
	const secondRequest = nextRequest();
	first.writeHead(200, HEADERS).write(SUMMARY);
	// The second one is sent as soon as the first one has begun well.
	const second = await secondRequest;
	await hasBegun;
	// Nothing can be read before the process, which is n8n's as well, goes on.
	first.end(DONE);
	second.writeHead(200, HEADERS).end(SUMMARY + DONE);
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY);
	expect(outputOf(await running)).toMatchObject([
		{ complete: true, sectionCount: 1 },
		{ complete: true, sectionCount: 1 },
	]);
});

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { outputOf, Stage } from './stage';

const HEADERS = { 'content-type': 'text/event-stream' };
const SUMMARY = 'data: {"type":"section","section":"summary","content":"Engineer"}\n\n';
const DONE = 'data: {"type":"done"}\n\n';

/** Milliseconds for which n8n is kept busy: longer than Idle Timeout, also with a second added to it. */
const BUSY = 2500;

let stage: Stage;
let server: Server;
let asked: Promise<ServerResponse>;

beforeEach(async () => {
	stage = await Stage.open();
	server = createServer();
	asked = new Promise((resolve) => server.on('request', (_, response) => resolve(response)));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	server.close();
	await stage.close();
});

/** Sends, and keeps the process busy before it can read what was sent. */
async function sendWhileBusy(send: () => void): Promise<void> {
	await new Promise<void>((resolve) => {
		setImmediate(() => {
			send();
			const end = performance.now() + BUSY;
			while (performance.now() < end);
			resolve();
		});
	});
}

async function run(answer: (response: ServerResponse) => Promise<void>) {
	const { port } = server.address() as AddressInfo;
	const running = stage.run({
		credential: { baseUrl: `http://127.0.0.1:${port}` },
		parameters: { requestOptions: { idleTimeout: 1 } },
	});
	await answer(await asked);
	return await running;
}

describe('What arrives while n8n is busy for longer than Idle Timeout is no silence', () => {
	it('on a stream that is open', async () => {
		const result = await run(async (response) => {
			response.writeHead(200, HEADERS).write(SUMMARY);
			await sleep(100);
			await sendWhileBusy(() => response.end(DONE));
		});
		expect(outputOf(result)).toMatchObject([{ complete: true, sectionCount: 1 }]);
	});

	it('before the answer', async () => {
		const result = await run(async (response) => {
			await sleep(100);
			await sendWhileBusy(() => response.writeHead(200, HEADERS).end(SUMMARY + DONE));
		});
		expect(outputOf(result)).toMatchObject([{ complete: true, sectionCount: 1 }]);
	});
});

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server sends to every request: a file, or a stream. */
export interface Served {
	file?: number; // bytes of a PDF file
	events?: number;
	status?: number; // where there are no events; default: 401
	text?: string; // of each event
	sections?: number; // that the events are dealt out to; default: one for each
	but?: { after?: number; every?: number; served: Served }; // for the request after so many, and every so many from there on
	run?: string; // tells an address from those of other runs
	duration?: number; // milliseconds; each event then ends with the time of its writing
}

/** Milliseconds since a moment that is the same for all processes of this machine. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6;

/** The base URL of an API that responds with this. */
export const addressOf = (origin: string, served: Served) =>
	`${origin}/${Buffer.from(JSON.stringify(served)).toString('base64url')}`;

/** What the server sends to a request after so many others to the same address. */
export function sentFor(served: Served, count: number): Served {
	const { after = 0, every = 1, served: other } = served.but ?? {};
	return other && count >= after && (count - after) % every === 0 ? other : served;
}

/** What looks like a PDF file from outside. */
export function pdfOf(bytes: number): Buffer {
	const pdf = Buffer.alloc(bytes, '%PDF-1.7\n');
	pdf.write('\n%%EOF\n', bytes - 7);
	return pdf;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startServer() {
	const counts = new Map<string, number>();
	let total = 0;
	const server = createServer((request, response) => {
		if (request.url === '/') return void response.end(String(total));
		total++;
		const served = Buffer.from(request.url?.split('/')[1] ?? '', 'base64url').toString();
		// The reader may leave at any time, such as after the event `done`.
		response.on('error', () => undefined);
		const count = counts.get(request.url ?? '') ?? 0;
		counts.set(request.url ?? '', count + 1);
		const sent = sentFor(JSON.parse(served), count);
		request.resume().once('end', () => void respond(sent, response));
	});
	server.keepAliveTimeout = 0;
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address?.port;
	const close = () => server.close().closeAllConnections();
	return { origin: `http://127.0.0.1:${port}`, close };
}

async function respond(served: Served, response: ServerResponse): Promise<void> {
	const { file, events = 0, text, sections = events, duration } = served;
	const start = performance.now();
	const until = async (share: number) =>
		duration && (await sleep(start + duration * share - performance.now()));
	if (file) {
		await until(1);
		const headers = { 'content-type': 'application/pdf', 'content-length': file };
		response.writeHead(200, headers).end(pdfOf(file));
		return;
	}
	const status = events > 0 ? 200 : (served.status ?? 401);
	if (events === 0) await until(1);
	response.writeHead(status, { 'content-type': 'text/event-stream' }).flushHeaders();
	let gathered = '';
	for (let sent = 1; sent <= events; sent++) {
		await until(sent / events);
		const content = duration ? `${text} ${clock().toFixed(3)}` : text;
		const event = { type: 'section', section: `section_${sent % sections}`, content };
		gathered += `data: ${JSON.stringify(event)}\n\n`;
		if (!duration && gathered.length < 64_000) continue;
		response.write(Buffer.from(gathered));
		gathered = '';
	}
	response.end(Buffer.from(`${gathered}data: {"type":"done"}\n\n`));
}

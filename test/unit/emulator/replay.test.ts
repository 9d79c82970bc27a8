import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import {
	readRecording,
	recordChunk,
	recordedBytes,
	replay,
	startEmulator,
} from '../../../emulator';
import type { Emulator, Recording } from '../../../emulator';

const text = 'data: {"type":"section","section":"summary","content":"Jyväskylä, 3 400 €"}\n\n';
const bytes = Buffer.from(`${text}data: {"type":"done"}\n\n`);

/** Cut anywhere, also within characters. */
const cuts = [0, 7, 58, 59, 60, 71, bytes.length];
const recording: Recording = {
	operation: 'tailor',
	headers: { 'content-type': 'text/event-stream', 'x-resume-id': 'abc', 'x-flavour': 'vanilla' },
	answeredAt: 20,
	chunks: cuts
		.slice(1)
		.map((end, index) => recordChunk(20 + index * 40, bytes.subarray(cuts[index], end))),
	end: 'close',
};

let emulator: Emulator;
afterEach(() => emulator.close());

/** The response to a request for a stream: its headers, its chunks, and their times. */
async function stream(path = '/v1/tailor') {
	const body = JSON.stringify({ jobDescription: 'A posting that is long enough.' });
	const headers = { 'x-api-key': emulator.apiKey, accept: 'text/event-stream' };
	const began = performance.now();
	return await new Promise<{ headers: NodeJS.Dict<unknown>; chunks: Buffer[]; times: number[] }>(
		(resolve, reject) => {
			const asking = request(`${emulator.url}${path}`, { method: 'POST', headers }, (response) => {
				const chunks: Buffer[] = [];
				const times: number[] = [];
				response.on('data', (chunk: Buffer) => {
					chunks.push(chunk);
					times.push(performance.now() - began);
				});
				response.once('end', () => resolve({ headers: response.headers, chunks, times }));
				response.once('error', reject);
			});
			asking.once('error', reject).end(body);
		},
	);
}

it.each([true, false])(
	'a replay has the same bytes in the same chunks, and the headers (fast: %s)',
	async (fast) => {
		emulator = await startEmulator(replay([recording], { fast }));
		const { headers, chunks } = await stream();
		expect(chunks).toEqual(recording.chunks.map(recordedBytes));
		expect(headers).toMatchObject(recording.headers);
	},
);

it('a replay takes the time that was recorded, unless it is to be fast', async () => {
	emulator = await startEmulator(replay([recording]));
	const { times } = await stream();
	// A timer may be a millisecond early, and anything may be late.
	times.forEach((time, index) => expect(time).toBeGreaterThan(recording.chunks[index]!.at - 5));
	const long = { ...recording, chunks: recording.chunks.map((each) => ({ ...each, at: 60_000 })) };
	await emulator.close();
	emulator = await startEmulator(replay([long], { fast: true }));
	expect((await stream()).times.at(-1)).toBeLessThan(30_000);
});

it('what was not recorded is answered as ever', async () => {
	emulator = await startEmulator(replay([recording], { fast: true }));
	const { chunks } = await stream('/v1/cover-letters/generate');
	expect(Buffer.concat(chunks).toString()).toContain('"section":"greeting"');
});

it('bytes that are not UTF-8 by themselves are recorded all the same', () => {
	expect(recording.chunks.some(({ base64 }) => base64 !== undefined)).toBe(true);
	expect(Buffer.concat(recording.chunks.map(recordedBytes))).toEqual(bytes);
});

it('a file that is no recording is refused', () => {
	expect(readRecording(JSON.stringify(recording))).toEqual(recording);
	expect(() => readRecording(readFileSync('package.json', 'utf8'))).toThrow('not a recording');
	const sung = JSON.stringify({ ...recording, operation: 'sing' });
	expect(() => readRecording(sung)).toThrow('not a recording');
});

import { startEmulator, type Behaviour, type Emulator } from '../../../emulator';
import { dataOf, POSTING, sectionsOf, stream } from './client';

let emulator: Emulator;
afterEach(async () => await emulator.close());

const scripted = async (behaviour: Behaviour) =>
	(emulator = await startEmulator({ behaviour: () => behaviour }));

/** Opens a stream and reads its first chunk; returns functions that leave it and read the rest. */
async function openStream(resumeId?: string) {
	const leaving = new AbortController();
	const response = await fetch(`${emulator.url}/v1/tailor`, {
		method: 'POST',
		headers: { accept: 'text/event-stream', 'x-api-key': emulator.apiKey },
		body: JSON.stringify({ resumeId, jobDescription: POSTING }),
		signal: leaving.signal,
	});
	const reader = response.body?.getReader();
	const first = await reader?.read();
	const rest = async () => {
		let text = Buffer.from(first?.value ?? []).toString('utf8');
		for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
			text += Buffer.from(next.value).toString('utf8');
		}
		return text;
	};
	return { leave: () => leaving.abort(), rest };
}

describe('A scripted response', () => {
	it('streams the given pieces', async () => {
		await scripted({
			events: (async function* () {
				yield { section: 'a', content: 'one' };
				yield { section: 'a', content: ' two' };
			})(),
		});
		const { text } = await stream(emulator);
		expect(sectionsOf(text)).toEqual(new Map([['a', 'one two']]));
		expect(dataOf(text).at(-1)).toEqual({ type: 'done' });
	});

	it('sends exact bytes, and then ends, breaks or stays open', async () => {
		await scripted({ raw: ['data: x', '\n\n'], end: 'close' });
		expect(await stream(emulator)).toMatchObject({ text: 'data: x\n\n', end: 'end' });
		await emulator.close();
		await scripted({ raw: [Buffer.from('half')], end: 'cut' });
		expect(await stream(emulator)).toMatchObject({ text: 'half', end: 'broken' });
		await emulator.close();
		await scripted({ raw: ['half'], end: 'hold' });
		expect(await stream(emulator, { patience: 50 })).toMatchObject({ end: 'silent' });
	});

	it('arrives whole where it is long and has characters beyond ASCII', async () => {
		const raw = Array.from({ length: 8 }, () => 'Jyväskylä '.repeat(100_000));
		await scripted({ raw });
		expect((await stream(emulator)).text === raw.join('')).toBe(true);
	});

	it('has any status, headers and body, and costs nothing', async () => {
		await scripted({ status: 418, headers: { 'x-odd': '1' }, body: { code: 'teapot' } });
		const response = await stream(emulator);
		expect(response).toMatchObject({ status: 418, text: '{"code":"teapot"}' });
		expect(response.headers['x-odd']).toBe('1');
		expect(emulator.ledger.credits).toBe(0);
	});

	it('can be delayed before its headers', async () => {
		await scripted({ delay: 80 });
		await stream(emulator);
		const entry = emulator.ledger.requests[0];
		expect((entry?.answeredAt ?? 0) - (entry?.receivedAt ?? 0)).toBeGreaterThanOrEqual(75);
	});

	it('becomes a 500 when choosing it throws', async () => {
		emulator = await startEmulator({
			behaviour: () => {
				throw new Error('a mistake in the test');
			},
		});
		const { status, text } = await stream(emulator);
		expect(status).toBe(500);
		expect(text).toContain('a mistake in the test');
	});

	it('is chosen by the request and by how many came before it for the same item', async () => {
		const seen: unknown[] = [];
		emulator = await startEmulator({
			behaviour: ({ operation, resumeId, attempt, body }) => {
				seen.push([operation, resumeId, attempt, body.jobDescription]);
				return attempt === 1 ? 'status_503' : undefined;
			},
		});
		await stream(emulator);
		expect((await stream(emulator)).status).toBe(200);
		expect(seen).toEqual([
			['tailor', null, 1, POSTING],
			['tailor', null, 2, POSTING],
		]);
	});
});

describe('A held stream', () => {
	it('continues when it is released, and not before', async () => {
		await scripted({ hold: true });
		const { rest } = await openStream();
		expect(emulator.ledger.requests[0]).toMatchObject({ sectionsSent: 1, endedBy: 'open' });
		expect(emulator.ledger.open).toBe(1);
		emulator.release();
		expect(sectionsOf(await rest()).size).toBe(7);
		expect(emulator.ledger.open).toBe(0);
	});
});

describe('The ledger', () => {
	it('tells a client that left early from one that left after done', async () => {
		emulator = await startEmulator();
		const early = await openStream('res_fault_stall');
		early.leave();
		const late = await openStream('res_fault_holds_open');
		await emulator.ledger.waitFor((entry) => entry.sectionsSent === 7);
		late.leave();
		await emulator.ledger.settled();
		expect(emulator.ledger.requests).toMatchObject([
			{ endedBy: 'client', afterDone: false },
			{ endedBy: 'client', afterDone: true },
		]);
		expect(emulator.ledger.earlyDisconnects.map((entry) => entry.number)).toEqual([1]);
	});

	it('records a client that left before the response', async () => {
		emulator = await startEmulator();
		const leaving = new AbortController();
		const { signal } = leaving;
		const asking = fetch(`${emulator.url}/v1/resumes/res_fault_no_answer`, {
			headers: { 'x-api-key': emulator.apiKey },
			signal,
		}).catch(() => undefined);
		await emulator.ledger.waitFor(({ fault }) => fault === 'no_answer');
		leaving.abort();
		await asking;
		await emulator.ledger.settled();
		expect(emulator.ledger.requests[0]).toMatchObject({ status: null, endedBy: 'client' });
	});

	it('counts how many streams were open at the same time', async () => {
		await scripted({ hold: true });
		const streams = await Promise.all([openStream(), openStream(), openStream()]);
		emulator.release();
		await Promise.all(streams.map(async ({ rest }) => await rest()));
		await fetch(`${emulator.url}/v1/resumes`).then(async (response) => await response.text());
		await emulator.ledger.settled();
		expect(emulator.ledger).toMatchObject({ open: 0, peak: 3, credits: 9 });
		expect(emulator.ledger.requests).toHaveLength(4);
		expect(emulator.ledger.streaming).toHaveLength(3);
	});

	it('can be waited for before the first request', async () => {
		emulator = await startEmulator();
		const entry = emulator.ledger.waitFor(({ endedBy }) => endedBy === 'server');
		await stream(emulator);
		expect(await entry).toMatchObject({
			number: 1,
			status: 200,
			sectionsSent: 7,
			wantsStream: true,
		});
	});

	it('forgets everything when it is cleared, including streams that are still open', async () => {
		await scripted({ hold: true });
		const { rest } = await openStream();
		emulator.ledger.clear();
		emulator.release();
		await rest();
		await emulator.ledger.settled();
		expect(emulator.ledger).toMatchObject({ requests: [], credits: 0 });
	});

	it('calls onRequestEnd for each request', async () => {
		const paths: string[] = [];
		emulator = await startEmulator({ onRequestEnd: ({ path }) => paths.push(path) });
		await stream(emulator);
		await emulator.ledger.settled();
		expect(paths).toEqual(['/v1/tailor']);
	});
});

describe('Closing the emulator', () => {
	it('ends every open stream', async () => {
		emulator = await startEmulator();
		const silent = stream(emulator, { resumeId: 'res_fault_no_answer' });
		const stalled = stream(emulator, { resumeId: 'res_fault_stall' });
		await emulator.ledger.waitFor((entry) => entry.sectionsSent === 2);
		await emulator.close();
		expect((await silent).end).toBe('broken');
		expect((await stalled).end).toBe('broken');
		expect(emulator.ledger.earlyDisconnects).toEqual([]);
		emulator = await startEmulator();
	});
});

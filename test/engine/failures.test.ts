import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import { faultResumeId, startEmulator, type Behaviour } from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated } from './expected';
import { faultyRows, outputOf, pairedWith, postingOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

describe('The error output', () => {
	const rows = faultyRows([
		undefined,
		'truncated',
		'status_403',
		undefined,
		'unnamed',
		'error_mid',
	]);

	it('gets the failed items with their input fields, and the first output gets the others', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(pairedWith(run)).toEqual([0, 3].flatMap((row) => Array(7).fill(row)));
		expect(pairedWith(run, 1)).toEqual([1, 2, 4, 5]);
		expect(outputOf(run, 1)).toEqual(
			[1, 2, 4, 5].map((row) => ({
				...rows[row],
				error: expect.any(Object),
				message: expect.any(String),
			})),
		);
	});

	it('has items that are paired with their input items', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(run.items('Failed').map(({ json }) => json.value)).toEqual([1, 2, 4, 5]);
		expect(new Set(run.items('After').map(({ json }) => json.value))).toEqual(new Set([0, 3]));
	});

	it('never gets an item that also has something on the first output', async () => {
		stage = await Stage.open();
		const parameters = { requestOptions: { onInterruption: 'keepPartial' } };
		const run = await stage.run({ rows, parameters, onError: 'continueErrorOutput' });
		const [well, failed] = [new Set(pairedWith(run)), new Set(pairedWith(run, 1))];
		expect([...well].filter((row) => failed.has(row))).toEqual([]);
		expect([...well, ...failed].sort()).toEqual([...rows.keys()]);
		expect(failed).toEqual(new Set([2, 4]));
	});

	it('gets the sections that had arrived and were paid for', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		const [first] = outputOf(run, 1);
		const arrived = generated('tailor', postingOf(1), faultResumeId('truncated')).slice(0, 2);
		expect(first?.error).toMatchObject({
			sections: Object.fromEntries(arrived),
			sectionOrder: ['header', 'summary'],
			retryable: false,
		});
	});

	it('gets items with exactly the two keys by which n8n recognises a failure', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueRegularOutput' });
		const failures = outputOf(run).filter((json) => 'error' in json);
		expect(failures.map((json) => Object.keys(json))).toEqual(
			failures.map(() => ['error', 'message']),
		);
	});
});

describe('Text from the API that is too long', () => {
	it("is not read to its end when it is an error's body", async () => {
		const line = 'The trace follows.\n';
		const body = line.repeat((32 * 1024 * 1024) / line.length);
		stage = await Stage.open({ behaviour: () => ({ status: 400, body }) });
		const run = await stage.run();
		expect(run.task('Laddro').error).toMatchObject({
			message: 'Laddro responded with status 400',
			httpCode: '400',
		});
		await stage.emulator.ledger.settled();
		expect(stage.emulator.ledger.earlyDisconnects).toHaveLength(1);
	});

	it('is shortened when it is a message', async () => {
		const message = 'No! '.repeat(5000);
		stage = await Stage.open({ behaviour: () => ({ status: 400, body: { message } }) });
		const { error } = (await stage.run()).task('Laddro');
		expect(error?.message.startsWith('No! No! ')).toBe(true);
		expect(error?.message.length).toBeLessThan(1000);
	});
});

/** MiB of live memory. */
function liveMemory(): number {
	setFlagsFromString('--expose-gc');
	const collectGarbage: () => void = runInNewContext('gc');
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 2 ** 20;
}

it('a stream of more than 64 MiB takes less than twice that much memory, and its sections are kept', async () => {
	const content = 'Lorem ipsum dolor sit amet. '.repeat(2400).slice(0, 2 ** 16);
	const measured: number[] = [];
	/** 65 MiB in pieces of 64 KiB. The memory is measured every 16 MiB. */
	function* events() {
		for (let piece = 0; piece < 65 * 16; piece++) {
			if (piece % 256 === 0) measured.push(liveMemory());
			yield { section: `section_${piece % 20}`, content };
		}
	}
	stage = await Stage.open({ behaviour: () => ({ events: events() }) });
	const run = await stage.run({ onError: 'continueRegularOutput' });
	measured.push(liveMemory());
	expect(outputOf(run)).toMatchObject([{ error: { kind: 'interrupted', attempts: 1 } }]);
	expect(Object(outputOf(run)[0]?.error).sectionOrder).toHaveLength(20);
	// The server may be told to stop before it makes the last piece that is measured.
	expect(measured.length).toBeGreaterThanOrEqual(5);
	// n8n and the emulator run in the same process.
	expect(Math.max(...measured) - Number(measured[0])).toBeLessThan(2 * 64 + 32);
}, 60_000);

describe('The key and the request body', () => {
	const apiKey = 'laddro_live_c0ffee_the_secret_of_this_test';
	/** Long enough that no message could hold it by being short. */
	const confidential = 'A confidential posting, for the eyes of few. '.repeat(50).trim();
	const parameters = {
		jobPosting: '={{ "A confidential posting, for the eyes of few. ".repeat(50).trim() }}',
		requestOptions: { concurrency: 1, maxRetries: 1 },
	};
	const says = `The key ${apiKey} may not do this: ${confidential}`;
	const inStream = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
	const section = inStream({ type: 'section', section: 'summary', content: 'Nurse.' });

	/** The ways in which an API, or a proxy before it, could reveal the key. */
	const leaks: Array<[string, Behaviour]> = [
		['in a message', { status: 403, body: { message: says } }],
		['in the other shape of errors', { status: 403, body: { error: says, code: apiKey } }],
		['in an address', { status: 402, body: { error: 'Pay', upgradeUrl: `https://x.y/${apiKey}` } }],
		['in a header', { status: 400, headers: { 'x-echo': apiKey }, body: { echo: says } }],
		['as a content type', { status: 200, headers: { 'content-type': `text/${apiKey}` } }],
		['where a message is cut', { status: 400, body: { message: `${'x'.repeat(480)}${apiKey}` } }],
		[
			'where a content type is cut',
			{ status: 200, headers: { 'content-type': `${'x'.repeat(80)}${apiKey}` } },
		],
		['in a page', { status: 500, headers: { 'content-type': 'text/html' }, body: says }],
		['in a redirect', { status: 307, headers: { location: `/v1/moved?key=${apiKey}` } }],
		['in an error of the stream', { raw: [inStream({ type: 'error', message: says })] }],
		['after a section', { raw: [section, inStream({ type: 'error', message: says })] }],
		['in an event that is none', { raw: [section, `data: {${says}\n\n`] }],
		['when the key is wrong', { status: 401, body: { message: says } }],
	];

	let printed: string[];
	let chunks: StructuredChunk[];
	const onChunk = (chunk: StructuredChunk) => chunks.push(chunk);
	beforeEach(() => {
		printed = [];
		chunks = [];
		const print = (...words: unknown[]) => printed.push(inspect(words)) > 0;
		for (const method of ['debug', 'error', 'info', 'log', 'warn'] as const) {
			jest.spyOn(console, method).mockImplementation(print);
		}
		jest.spyOn(process.stdout, 'write').mockImplementation(print);
		jest.spyOn(process.stderr, 'write').mockImplementation(print);
	});
	afterEach(() => jest.restoreAllMocks());

	function expectNoSecretIn(run: EngineRun): void {
		const everything = inspect([run.run, chunks, printed], {
			depth: Infinity,
			showHidden: true,
			maxArrayLength: null,
			maxStringLength: null,
			breakLength: Infinity,
		});
		// Not even half of it may appear.
		expect(everything.includes(apiKey.slice(0, 16))).toBe(false);
		expect(everything.includes(confidential)).toBe(false);
	}

	const openLeaking = async () => {
		stage = await Stage.open({
			apiKey,
			// A retry of an item gets the same answer again.
			behaviour: ({ body }) => leaks[Number(body.row)]?.[1],
		});
	};
	const withRow = {
		...parameters,
		options: { additionalFields: '={{ { row: $json.row } }}' },
	};
	const rows = leaks.map((_, row): IDataObject => ({ row }));

	it('appear nowhere after a run that continues after every failure', async () => {
		await openLeaking();
		const run = await stage.run({
			// Without the answer that keeps all items from starting.
			rows: rows.filter(({ row }) => leaks[Number(row)]?.[0] !== 'in an address'),
			parameters: withRow,
			onError: 'continueErrorOutput',
			onChunk,
		});
		expect(outputOf(run, 1)).toHaveLength(leaks.length - 1);
		expect(run.task('Laddro').hints).toHaveLength(1);
		expect(outputOf(run, 1)[0]?.message).toMatch(/^The key \*\*\* may not do this/);
		expectNoSecretIn(run);
	});

	it.each(leaks.map(([where], row) => [where, row] as const))(
		'appear nowhere after a run that stops on an answer with them %s',
		async (_, row) => {
			await openLeaking();
			const run = await stage.run({ rows: [{ row }], parameters: withRow, onChunk });
			expect(run.run.status).toBe('error');
			expectNoSecretIn(run);
		},
	);

	it('appear nowhere after a run that could not connect', async () => {
		const nobody = await startEmulator({ apiKey });
		await nobody.close();
		stage = await Stage.open({ apiKey });
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			const credential = { baseUrl: nobody.url };
			const run = await stage.run({ credential, parameters, onError, onChunk });
			const text = JSON.stringify(run.run);
			expect(text).toContain('Laddro could not be reached (ECONNREFUSED)');
			expectNoSecretIn(run);
		}
	});

	it('are not sent to the target of a redirect', async () => {
		stage = await Stage.open({ apiKey });
		const run = await stage.run({ rows: faultyRows(['redirect']) });
		expect(run.task('Laddro').error).toMatchObject({ httpCode: '302' });
		expect(stage.emulator.ledger.requests.map(({ path }) => path)).toEqual(['/v1/tailor']);
	});
});

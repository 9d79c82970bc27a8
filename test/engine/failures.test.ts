import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject, StructuredChunk } from 'n8n-workflow';
import { faultResumeId, startEmulator, type Behaviour } from '../../emulator';
import type { EngineRun } from '../../engine';
import { generated } from './expected';
import { faultyRows, handedOn, pairedWith, postingOf, Stage } from './stage';

let stage: Stage;
afterEach(async () => await stage.close());

describe('The error output', () => {
	const rows = faultyRows([
		undefined,
		'truncated',
		'status_403',
		undefined,
		'nothing',
		'error_mid',
	]);

	it('gets the failed items with their own fields, and the other one the rest', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(pairedWith(run)).toEqual([0, 3].flatMap((row) => Array(6).fill(row)));
		expect(pairedWith(run, 1)).toEqual([1, 2, 4, 5]);
		expect(handedOn(run, 1)).toEqual(
			[1, 2, 4, 5].map((row) => ({
				...rows[row],
				error: expect.any(Object),
				message: expect.any(String),
			})),
		);
	});

	it('can be followed back to the source, item by item', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		expect(run.items('Failed').map(({ json }) => json.value)).toEqual([1, 2, 4, 5]);
		expect(new Set(run.items('After').map(({ json }) => json.value))).toEqual(new Set([0, 3]));
	});

	it('never gets an item of which the other one has anything', async () => {
		stage = await Stage.open();
		const parameters = { options: { onInterruption: 'keepPartial' } };
		const run = await stage.run({ rows, parameters, onError: 'continueErrorOutput' });
		const [well, failed] = [new Set(pairedWith(run)), new Set(pairedWith(run, 1))];
		expect([...well].filter((row) => failed.has(row))).toEqual([]);
		expect([...well, ...failed].sort()).toEqual([...rows.keys()]);
		expect(failed).toEqual(new Set([2, 4]));
	});

	it('keeps the sections that were paid for', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueErrorOutput' });
		const [first] = handedOn(run, 1);
		const arrived = generated('tailor', postingOf(1), faultResumeId('truncated')).slice(0, 2);
		expect(first?.error).toMatchObject({
			sections: Object.fromEntries(arrived),
			sectionOrder: ['summary', 'work_experience'],
			retryable: false,
		});
	});

	it('is fed by items with exactly the two keys that n8n knows', async () => {
		stage = await Stage.open();
		const run = await stage.run({ rows, onError: 'continueRegularOutput' });
		const failures = handedOn(run).filter((json) => 'error' in json);
		expect(failures.map((json) => Object.keys(json))).toEqual(
			failures.map(() => ['error', 'message']),
		);
	});
});

describe('What is too large', () => {
	it("in an error's body is not read further than it takes", async () => {
		const line = 'The trace follows.\n';
		const body = line.repeat((32 * 1024 * 1024) / line.length);
		stage = await Stage.open({ behaviour: () => ({ status: 400, body }) });
		const run = await stage.run();
		expect(run.task('Laddro').error).toMatchObject({
			message: 'Laddro answered with status 400',
			httpCode: '400',
		});
		await stage.emulator.ledger.settled();
		expect(stage.emulator.ledger.earlyDisconnects).toHaveLength(1);
	});

	it('in a message of the API is cut', async () => {
		const message = 'No! '.repeat(5000);
		stage = await Stage.open({ behaviour: () => ({ status: 400, body: { message } }) });
		const { error } = (await stage.run()).task('Laddro');
		expect(error?.message.startsWith('No! No! ')).toBe(true);
		expect(error?.message.length).toBeLessThan(1000);
	});
});

/** Runs something and tells how many MiB of live memory it took at its largest. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collectGarbage: () => void = runInNewContext('gc');
	const live = () => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		return (heapUsed + external) / 2 ** 20;
	};
	const before = live();
	let most = before;
	const measuring = setInterval(() => (most = Math.max(most, live())), 200);
	await work();
	clearInterval(measuring);
	return Math.max(most, live()) - before;
}

it('a stream of more than 64 MiB costs less than twice that in memory, its sections kept', async () => {
	stage = await Stage.open();
	let run: EngineRun | undefined;
	const memory = await memoryOf(async () => {
		run = await stage.run({ rows: faultyRows(['big_stream']), onError: 'continueRegularOutput' });
	});
	expect(run && handedOn(run)[0]?.message).toBe('The stream carried more than 64 MiB');
	// n8n and the emulator are in the same process, and take their part.
	expect(memory).toBeLessThan(2 * 64 + 32);
}, 60_000);

describe('Secrets', () => {
	const apiKey = 'laddro_live_c0ffee_the_secret_of_this_test';
	/** Long enough that no message could hold it by being short. */
	const confidential = 'A confidential posting, for the eyes of few. '.repeat(50).trim();
	const parameters = {
		jobDescription: '={{ "A confidential posting, for the eyes of few. ".repeat(50).trim() }}',
		options: { concurrency: 1, maxRetries: 1, idleTimeout: 1 },
	};
	const says = `The key ${apiKey} may not do this: ${confidential}`;
	const inStream = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
	const section = inStream({ type: 'section', section: 'summary', content: 'Nurse.' });

	/** The ways in which an API, or what stands before it, could give the key away. */
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
		// Half of it would be too much, too.
		expect(everything.includes(apiKey.slice(0, 16))).toBe(false);
		expect(everything.includes(confidential)).toBe(false);
	}

	const openLeaking = async () => {
		stage = await Stage.open({
			apiKey,
			// Retries meet the leak of their item again.
			behaviour: ({ body }) => leaks[Number(body.row)]?.[1],
		});
	};
	const withRow = {
		...parameters,
		options: { ...parameters.options, additionalFields: '={{ { row: $json.row } }}' },
	};
	const rows = leaks.map((_, row): IDataObject => ({ row }));

	it('stay secret in a run that goes on through every failure', async () => {
		await openLeaking();
		const run = await stage.run({
			// What shuts the gate for all comes last.
			rows: rows.filter(({ row }) => leaks[Number(row)]?.[0] !== 'in an address'),
			parameters: withRow,
			onError: 'continueErrorOutput',
			onChunk,
		});
		expect(handedOn(run, 1)).toHaveLength(leaks.length - 1);
		expect(run.task('Laddro').hints).toHaveLength(1);
		expect(handedOn(run, 1)[0]?.message).toMatch(/^The key \*\*\* may not do this/);
		expectNoSecretIn(run);
	});

	it.each(leaks.map(([where], row) => [where, row] as const))(
		'stay secret when a run stops on what tells them %s',
		async (_, row) => {
			await openLeaking();
			const run = await stage.run({ rows: [{ row }], parameters: withRow, onChunk });
			expect(run.run.status).toBe('error');
			expectNoSecretIn(run);
		},
	);

	it('stay secret when there is nobody to connect to', async () => {
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

	it('are not carried along a redirect', async () => {
		stage = await Stage.open({ apiKey });
		const run = await stage.run({ rows: faultyRows(['redirect']) });
		expect(run.task('Laddro').error).toMatchObject({ httpCode: '302' });
		expect(stage.emulator.ledger.requests.map(({ path }) => path)).toEqual(['/v1/tailor']);
	});
});

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type EmulatorOptions } from '../../../emulator';
import { startAlteredApi, type Alteration } from '../check/alteredApi';
import { alterations } from '../check/alterations';

interface Result {
	status: unknown;
	stdout: string;
	stderr: string;
}

/** Runs the script in this process, which spares most of the time that it takes. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
	const { argv, env: own, exitCode } = process;
	const printed = { log: '', error: '' };
	const spies = (['log', 'error'] as const).map((method) =>
		jest.spyOn(console, method).mockImplementation((...texts: unknown[]) => {
			printed[method] += `${texts.join(' ')}\n`;
		}),
	);
	process.argv = ['node', 'checkApi.ts', ...args];
	process.env = { ...own, LADDRO_API_KEY: undefined, LADDRO_BASE_URL: undefined, ...env };
	try {
		await jest.isolateModulesAsync(async () => {
			const { done } = await import('../../../scripts/checkApi');
			await done;
		});
		return { status: process.exitCode, stdout: printed.log, stderr: printed.error };
	} finally {
		Object.assign(process, { argv, env: own, exitCode });
		for (const spy of spies) spy.mockRestore();
	}
}

/** Runs the script as npm does, without a terminal. */
async function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
	const all = ['--import', 'tsx', join('scripts', 'checkApi.ts'), ...args];
	return await new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			all,
			{ env: { ...process.env, ...env } },
			(_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
		);
		child.stdin?.end();
	});
}

/** Runs the script against an emulator. */
async function runAgainst(
	options: EmulatorOptions,
	args: readonly string[],
	key?: string,
	alter: Alteration = () => undefined,
	by = run,
) {
	const emulator = await startEmulator(options);
	const api = await startAlteredApi(emulator.url, alter);
	try {
		const env = { LADDRO_API_KEY: key ?? emulator.apiKey, LADDRO_BASE_URL: api.url };
		const result = await by(args, env);
		return { ...result, key: env.LADDRO_API_KEY, credits: emulator.ledger.credits };
	} finally {
		await api.close();
		await emulator.close();
	}
}

describe('npm run check-api', () => {
	let reports: string;
	beforeAll(() => {
		reports = mkdtempSync(join(tmpdir(), 'check-api-'));
	});
	afterAll(() => rmSync(reports, { recursive: true }));

	it.each([
		['without a key', [], {}, 'LADDRO_API_KEY is not set. Nothing was asked for.\n'],
		[
			'with an address that would send the key in the clear',
			['--yes'],
			{ LADDRO_API_KEY: 'k', LADDRO_BASE_URL: 'http://api.example.com' },
			'LADDRO_BASE_URL must be an https address. Nothing was asked for.\n',
		],
	])('%s, says so in one line and asks for nothing', async (_, args, env, line) => {
		expect(await run(args, env)).toMatchObject({ status: 2, stderr: line });
	});

	it.each<[string, typeof run, string[], string | undefined, RegExp]>([
		['nobody has agreed to spend credits', start, [], undefined, /^Say --yes to spend credits/],
		['the key is wrong', run, ['--yes'], 'laddro_live_other', /refuses the key: 401/],
	])('where %s, says so in one line and spends nothing', async (_, by, args, key, line) => {
		const { status, stderr, credits } = await runAgainst({}, args, key, undefined, by);
		expect({ status, credits }).toEqual({ status: 2, credits: 0 });
		expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(line)]);
	});

	it('has a help with its options, the variables that it reads, and its exit statuses', async () => {
		const { stdout } = await run(['--help']);
		for (const option of ['--free', '--pdf', '--yes', '--record']) expect(stdout).toContain(option);
		expect(stdout).toContain('LADDRO_API_KEY');
		expect(stdout).toMatch(/0 if .* 1 if .* 2 if /);
	});

	it('prints a report, writes it, and says by its exit status whether anything differs', async () => {
		const { status, stdout, credits, key } = await runAgainst({}, ['--free', '--reports', reports]);
		expect({ status, credits }).toEqual({ status: 0, credits: 0 });
		const [, written = ''] = /Written to (.+)\.$/m.exec(stdout) ?? [];
		const report = readFileSync(written, 'utf8');
		expect(stdout).toContain(report.trim());
		expect(stdout + report).not.toContain(key);
	});

	it('ends with another exit status where something differs', async () => {
		const { status, stdout } = await runAgainst(
			{},
			['--free', '--reports', reports],
			undefined,
			alterations.languages,
		);
		expect(status).toBe(1);
		expect(stdout).toMatch(/^\| \*\*differs\*\* \| languages /m);
	});
});

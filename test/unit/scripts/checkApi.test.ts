import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type EmulatorOptions } from '../../../emulator';
import { startAlteredApi, type Alteration } from '../check/alteredApi';
import { alterations } from '../check/alterations';

// A script has to be compiled and started, which takes seconds on a busy machine.
const PATIENCE = 30_000;

interface Result {
	status: number;
	stdout: string;
	stderr: string;
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
	const all = ['--import', 'tsx', join('scripts', 'checkApi.ts'), ...args];
	const own = { ...process.env, LADDRO_API_KEY: undefined, LADDRO_BASE_URL: undefined };
	return await new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			all,
			{ env: { ...own, ...env } },
			(_, stdout, stderr) => resolve({ status: child.exitCode ?? -1, stdout, stderr }),
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
) {
	const emulator = await startEmulator(options);
	const api = await startAlteredApi(emulator.url, alter);
	try {
		const env = { LADDRO_API_KEY: key ?? emulator.apiKey, LADDRO_BASE_URL: api.url };
		const result = await run(args, env);
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
	])(
		'%s, says so in one line and asks for nothing',
		async (_, args, env, line) => {
			expect(await run(args, env)).toMatchObject({ status: 2, stderr: line });
		},
		PATIENCE,
	);

	it.each<[string, EmulatorOptions, string[], string | undefined, RegExp]>([
		['nobody has agreed to spend credits', {}, [], undefined, /^Say --yes to spend credits/],
		['the key is wrong', {}, ['--yes'], 'laddro_live_other', /refuses the key: 401/],
	])(
		'where %s, says so in one line and spends nothing',
		async (_, options, args, key, line) => {
			const { status, stderr, credits } = await runAgainst(options, args, key);
			expect({ status, credits }).toEqual({ status: 2, credits: 0 });
			expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(line)]);
		},
		PATIENCE,
	);

	it(
		'prints a report, writes it, and says by its exit status whether anything differs',
		async () => {
			const { status, stdout, credits, key } = await runAgainst({}, [
				'--free',
				'--reports',
				reports,
			]);
			expect({ status, credits }).toEqual({ status: 0, credits: 0 });
			const [, written = ''] = /Written to (.+)\.$/m.exec(stdout) ?? [];
			const report = readFileSync(written, 'utf8');
			expect(stdout).toContain(report.trim());
			expect(stdout + report).not.toContain(key);
		},
		PATIENCE,
	);

	it(
		'ends with another exit status where something differs',
		async () => {
			const { status, stdout } = await runAgainst(
				{},
				['--free', '--reports', reports],
				undefined,
				alterations.languages,
			);
			expect(status).toBe(1);
			expect(stdout).toMatch(/^\| \*\*differs\*\* \| languages /m);
		},
		PATIENCE,
	);
});

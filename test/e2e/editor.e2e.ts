import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { owner } from '../../n8n/server/editorClient';
import { currentRelease } from '../../n8n/releases/releases';
import { openStage } from '../../n8n/stage/stage';
import { example, withParameters } from '../../n8n/stage/workflows';
import { root } from '../../n8n/system/folders';
import { freePort } from '../../n8n/system/ports';
import { run } from '../../n8n/system/run';
import { waitFor } from '../../n8n/system/waitFor';

/** Milliseconds that everything may take to end: five seconds, or a minute on a machine that is busy. */
const promised = 60_000;

/** A command that runs like one typed into a terminal: in a process group of its own. */
class Command {
	private output = '';
	private constructor(
		private readonly child: ChildProcess,
		readonly pid: number,
	) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
		}
	}

	static async start(command: string, args: readonly string[]): Promise<Command> {
		const child = spawn(command, args, {
			cwd: root,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		await once(child, 'spawn');
		return new Command(child, child.pid!);
	}

	/** Waits until it has printed this. @returns all that it has printed */
	async printed(text: string): Promise<string> {
		return await waitFor(
			async () => {
				if (this.output.includes(text)) return this.output;
				if (this.child.exitCode !== null) throw new Error(`It has ended:\n${this.output}`);
				return undefined;
			},
			() => `It has printed only:\n${this.output}`,
			100_000,
		);
	}

	async exitCode(): Promise<number | null> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			await once(this.child, 'exit');
		}
		return this.child.exitCode;
	}

	/** Ends what is left of it and of all that it has started. */
	async cleanUp(started: readonly number[]): Promise<void> {
		for (const pid of await living([this.pid, ...started])) process.kill(pid, 'SIGKILL');
	}
}

/** All running processes: their ids, each with its parent's. Those that wait to be reaped have ended. */
async function processes(): Promise<Array<{ pid: number; parent: number }>> {
	const lines = (await run('ps', ['-eo', 'pid=,ppid=,stat='])).split('\n');
	return lines
		.map((line) => line.trim().split(/\s+/))
		.filter(([, , state]) => !state?.startsWith('Z'))
		.map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** The ids of what a process has started, directly or not. */
async function startedBy(pid: number): Promise<number[]> {
	const found = [pid];
	const all = await processes();
	for (const id of found) {
		found.push(...all.filter(({ parent }) => parent === id).map((child) => child.pid));
	}
	return found.slice(1);
}

async function living(pids: readonly number[]): Promise<number[]> {
	return (await processes()).map(({ pid }) => pid).filter((pid) => pids.includes(pid));
}

async function answers(url: string): Promise<boolean> {
	return await fetch(url).then(
		({ ok }) => ok,
		() => false,
	);
}

describe('The editor', () => {
	let command: Command;
	let started: number[];
	let url: string;
	afterEach(async () => await command?.cleanUp(started));

	/** Starts it, and waits until it has printed the text. @returns what it has printed */
	async function open(program: string, args: readonly string[], text: string): Promise<string> {
		const port = await freePort();
		url = `http://127.0.0.1:${port}`;
		started = [];
		const all = [...args, '--n8n', currentRelease().version, '--port', String(port)];
		command = await Command.start(program, all);
		const output = await command.printed(text);
		// n8n is started a moment after the editor has said that it will be.
		started = await waitFor(
			async () => {
				const pids = await startedBy(command.pid);
				return pids.length > 0 ? pids : undefined;
			},
			() => 'It has started nothing',
		);
		return output;
	}

	const script = ['--import', 'tsx', 'scripts/editor.ts'];
	const ready = 'Press Ctrl-C';

	it('says all that one needs, and ends with n8n within five seconds on Ctrl-C', async () => {
		const output = await open(process.execPath, script, ready);
		expect(output).toContain(`Open       ${url}/home/workflows\n`);
		const [, mails = ''] = /Read it at (\S+)/.exec(output) ?? [];
		expect(await (await fetch(mails)).text()).toBe('No mail has come yet.');
		for (const text of [owner.email, owner.password, 'laddro_live_emulator_key']) {
			expect(output).toContain(text);
		}
		expect(output).toContain('res_fault_truncated');
		expect(output).toContain('npm run editor -- --faults');
		expect(output).toContain('Changes are not kept');
		expect(await answers(`${url}/healthz`)).toBe(true);

		const sentAt = performance.now();
		// A terminal sends the signal to the whole group.
		process.kill(-command.pid, 'SIGINT');
		expect(await command.exitCode()).toBe(0);
		expect(performance.now() - sentAt).toBeLessThan(promised);
		expect(await answers(`${url}/healthz`)).toBe(false);
		expect(await living(started)).toEqual([]);
	});

	it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
		'ends cleanly on %s while n8n is still starting',
		async (signal) => {
			await open(process.execPath, script, 'Starting n8n');
			const sentAt = performance.now();
			process.kill(command.pid, signal);
			expect(await command.exitCode()).toBe(0);
			expect(performance.now() - sentAt).toBeLessThan(promised);
			expect(await living(started)).toEqual([]);
		},
	);

	it('leaves nothing behind when npm itself is sent SIGTERM', async () => {
		await open('npm', ['run', 'editor', '--'], ready);
		const sentAt = performance.now();
		process.kill(command.pid, 'SIGTERM');
		await waitFor(
			async () => ((await living(started)).length === 0 ? true : undefined),
			() => 'Something is still running',
		);
		expect(performance.now() - sentAt).toBeLessThan(promised);
		expect(await answers(`${url}/healthz`)).toBe(false);
	});
});

it('n8n ends within five seconds while an execution waits for an answer', async () => {
	const stage = await openStage();
	let startedAt = 0;
	try {
		const { client } = stage.n8n;
		const workflow = withParameters(await example('tailor-resume.json'), 'Tailor a resume', {
			resumeId: { __rl: true, mode: 'id', value: 'res_fault_no_answer' },
		});
		const id = await client.createWorkflow(workflow);
		await client.start(id, "When clicking 'Execute workflow'");
		await stage.emulator.ledger.waitFor(({ path }) => path === '/v1/tailor');
	} finally {
		startedAt = performance.now();
		await stage.close();
	}
	expect(performance.now() - startedAt).toBeLessThan(promised);
	expect(await answers(`${stage.n8n.url}/healthz`)).toBe(false);
});

// The only file of the benchmark that uses the folder in which a real n8n is installed and run.
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { outcomeOf } from '../n8n/server/execution';
import { openStage } from '../n8n/stage/stage';
import { run } from '../n8n/system/run';
import { waitFor } from '../n8n/system/waitFor';
import { sweepWorkspaces } from '../n8n/workspace/workspace';
import { builtPackage, MEASURED, TRIGGER, workflowOf, type MeasuredNode } from './nodes';

/** Starts an n8n with the packed node in it; the first time it installs n8n, which takes minutes. */
export async function startN8n() {
	await sweepWorkspaces();
	const { n8n, installation, close } = await openStage({ packageFolder: builtPackage });

	/** Runs a node on so many items. @returns what n8n has recorded of it */
	async function runNode(node: MeasuredNode, baseUrl: string, items: number) {
		const data = { apiKey: 'laddro_live_bench', baseUrl };
		const credential = await n8n.client.createCredential('Bench', 'laddroApi', data);
		const input = Array.from({ length: items }, (_, n) => ({ json: { n } }));
		const workflow = workflowOf(node, baseUrl, credential);
		const id = await n8n.client.createWorkflow({ ...workflow, pinData: { [TRIGGER]: input } });
		const started = await n8n.client.start(id, TRIGGER);
		const execution = await waitFor(
			// n8n may be too busy to respond, and has work with each look.
			async () => await n8n.client.ended(started).catch(() => undefined),
			() => `Execution ${started} does not end`,
			300_000,
			500,
		);
		const [task] = execution.data.resultData.runData[MEASURED] ?? [];
		if (execution.status === 'success' && task?.data?.main?.[0]?.length === items) return task;
		throw new Error(`n8n's execution ended with ${outcomeOf(execution)}`);
	}
	type Job = Parameters<typeof runNode>;

	async function silence(...job: Job): Promise<number> {
		const heard: number[] = [];
		let over = false;
		const probe = async () => {
			while (!over) {
				// A connection that n8n has closed meanwhile counts as no response.
				const response = await fetch(`${n8n.url}/healthz`).catch(() => undefined);
				if (await response?.text()) heard.push(Date.now());
				await sleep(5);
			}
		};
		const running = runNode(...job).finally(() => (over = true));
		const [{ startTime, executionTime }] = await Promise.all([running, probe()]);
		const end = startTime + executionTime;
		const within = [startTime, ...heard.filter((at) => at > startTime && at < end), end];
		return Math.max(...within.slice(1).map((at, index) => at - within[index]!)) / 1000;
	}

	/** The least milliseconds in which a node's file is loaded by a process that has n8n-workflow already, as n8n has. */
	async function loading({ type }: MeasuredNode): Promise<number> {
		const ownNodes = join(dirname(installation.n8n), '../../n8n-nodes-base');
		const cwd = type.startsWith('n8n-nodes-base.') ? ownNodes : builtPackage;
		const name = type.replace(/.*\.(.)/, (_, first: string) => first.toUpperCase());
		const script = `require('n8n-workflow'); const started = performance.now();
			require('./dist/nodes/${name}/${name}.node.js'); performance.now() - started`;
		const times: number[] = [];
		while (times.length < 5)
			times.push(Number(await run(installation.node, ['-p', script], { cwd })));
		return Math.min(...times);
	}

	const time = async (...job: Job) => (await runNode(...job)).executionTime / 1000;
	return { time, silence, loading, close };
}

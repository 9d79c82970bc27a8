// The only file of the benchmark that uses the room in which a real n8n is installed and run.
import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, startRedis } from '../n8n/workspace/databases';
import { ensureCommands } from '../n8n/system/debian';
import type { EditorClient } from '../n8n/server/editorClient';
import type { Execution } from '../n8n/server/execution';
import { installation } from '../n8n/releases/installation';
import { N8n } from '../n8n/server/n8n';
import { run } from '../n8n/system/run';
import { currentRelease } from '../n8n/releases/releases';
import { sweepWorkspaces, Workspace } from '../n8n/workspace/workspace';
import { builtPackage, NODE, TRIGGER, workflowOf } from './workflow';
import type { NodeSettings } from './workflow';

/** The n8n that is measured. */
export const release = currentRelease();

/** Milliseconds that an execution may take. */
const PATIENCE = 300_000;
/** Milliseconds between two looks at a running execution: n8n has to work for each. */
const LOOK_INTERVAL = 500;
const finalStatus = ['success', 'error', 'crashed', 'canceled'];

/** When the measured node began, in milliseconds since 1970, and the milliseconds that it took, as n8n records it. */
export interface NodeRun {
	startedAt: number;
	time: number;
}

/** A real n8n with the packed node in it. */
export class RealN8n {
	private constructor(
		readonly url: string,
		/** Of the processes that run executions. */
		readonly pids: readonly number[],
		private readonly client: EditorClient,
		/** Ends it and removes its files. */
		readonly close: () => Promise<void>,
	) {}

	/** @param workers in queue mode; none for an n8n that runs its executions itself */
	static async start(workers = 0, environment: NodeJS.ProcessEnv = {}): Promise<RealN8n> {
		await sweepWorkspaces();
		const installed = await installation(release);
		const workspace = await Workspace.create();
		const close = async () => await workspace.close();
		try {
			await workspace.installNode();
			const dist = join(workspace.folder, '.n8n/nodes/node_modules/n8n-nodes-laddro/dist');
			await rm(dist, { recursive: true });
			await cp(join(builtPackage, 'dist'), dist, { recursive: true });
			const shared = { ...environment, ...(workers > 0 ? await startQueue(workspace) : {}) };
			const { url, client, daemon } = await N8n.start(installed, workspace, shared);
			const pids = workers > 0 ? [] : [daemon.pid];
			for (let number = 1; number <= workers; number++) {
				pids.push((await N8n.startWorker(`worker-${number}`, installed, workspace, shared)).pid);
			}
			return new RealN8n(url, pids, client, close);
		} catch (error) {
			await close();
			throw error;
		}
	}

	/** Stores a workflow with this node. @returns runs it on so many items, as often as it is called */
	async prepare(
		settings: NodeSettings,
		baseUrl: string,
		items: number,
	): Promise<() => Promise<NodeRun>> {
		const data = { apiKey: 'laddro_live_bench', baseUrl };
		const credential = await this.client.createCredential('Bench', 'laddroApi', data);
		const { id } = await this.client.request<{ id: string }>('POST', '/rest/workflows', {
			...workflowOf(settings, baseUrl, { id: credential, name: 'Bench' }),
			settings: {},
			active: false,
			pinData: { [TRIGGER]: Array.from({ length: items }, (_, n) => ({ json: { n } })) },
		});
		return async () => {
			const { status, data } = await this.finished(await this.client.start(id, TRIGGER));
			const [task] = data.resultData.runData[NODE] ?? [];
			const output = task?.data?.main?.[0]?.length ?? 0;
			if (status !== 'success' || !task || output < items) {
				const reason = data.resultData.error?.message ?? `${output} items`;
				throw new Error(`n8n's execution ended with "${status}": ${reason}`);
			}
			return { startedAt: task.startTime, time: task.executionTime };
		};
	}

	/** Waits for an execution's end, also while n8n is too busy to answer. */
	private async finished(executionId: string): Promise<Execution> {
		const end = performance.now() + PATIENCE;
		while (performance.now() < end) {
			await sleep(LOOK_INTERVAL);
			const execution = await this.client.execution(executionId).catch(() => undefined);
			if (execution && finalStatus.includes(execution.status)) return execution;
		}
		throw new Error(`Execution ${executionId} does not end`);
	}
}

/** The milliseconds that `require` takes for built files, in a process of its own. Installs n8n the first time. */
export async function requireTime(where: 'laddro' | 'n8n', files: string[]): Promise<number> {
	const { node, n8n } = await installation(release);
	const folder = where === 'laddro' ? builtPackage : join(dirname(n8n), '../../n8n-nodes-base');
	const script = join(__dirname, 'requireOnce.mjs');
	return Number(await run(node, [script, ...files.map((file) => join(folder, 'dist', file))]));
}

/** Starts what queue mode needs. @returns the variables that n8n and its workers share */
async function startQueue(workspace: Workspace): Promise<NodeJS.ProcessEnv> {
	await ensureCommands({ 'redis-server': 'redis-server', initdb: 'postgresql' });
	return {
		...(await startPostgres(workspace)),
		...(await startRedis(workspace)),
		EXECUTIONS_MODE: 'queue',
		// The benchmark starts workflows by hand, and those are to go to the workers as well.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
}

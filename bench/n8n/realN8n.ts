import { setTimeout as sleep } from 'node:timers/promises';
import type { EditorClient } from '../../n8n/server/editorClient';
import type { Execution } from '../../n8n/server/execution';
import { installation } from '../../n8n/releases/installation';
import { N8n } from '../../n8n/server/n8n';
import { currentRelease } from '../../n8n/releases/releases';
import { sweepWorkspaces, Workspace } from '../../n8n/workspace/workspace';
import { startQueue } from './queue';
import { laddroNode, NODE, TRIGGER, workflowOf, type MeasuredNode } from '../workflow';

/** How long an execution may take, in milliseconds. */
const PATIENCE = 180_000;
/** Milliseconds between two looks at a running execution. */
const LOOK_INTERVAL = 500;

/** A real n8n with the packed node in it; the first time, installing it takes some minutes. */
export class RealN8n {
	private readonly workflows = new Map<string, Promise<string>>();

	private constructor(
		/** Of its processes that run executions. */
		readonly pids: readonly number[],
		private readonly client: EditorClient,
		/** Ends it and removes its traces. */
		readonly close: () => Promise<void>,
	) {}

	/** @param workers in queue mode; none for an n8n that runs its executions itself */
	static async start(workers = 0): Promise<RealN8n> {
		await sweepWorkspaces();
		const installed = await installation(currentRelease());
		const workspace = await Workspace.create();
		const close = async () => await workspace.close();
		try {
			await workspace.installNode();
			const shared = workers > 0 ? await startQueue(workspace) : {};
			const { client, daemon } = await N8n.start(installed, workspace, shared);
			const pids = workers > 0 ? [] : [daemon.pid];
			for (let number = 1; number <= workers; number++) {
				pids.push((await N8n.startWorker(`worker-${number}`, installed, workspace, shared)).pid);
			}
			return new RealN8n(pids, client, close);
		} catch (error) {
			await close();
			throw error;
		}
	}

	/** Runs the Laddro node on so many items. @returns the milliseconds that n8n says it took, and its items */
	async runLaddro(baseUrl: string, items: number, concurrency: number): Promise<NodeRun> {
		const key = `laddro ${baseUrl} ${items} ${concurrency}`;
		return await this.run(key, items, async () => {
			return laddroNode({ output: 'sections', concurrency }, await this.credential(baseUrl));
		});
	}

	/**
	 * Runs n8n's HTTP Request node on the same: raw text, with the same credential unless it is to be anonymous, all
	 * items at once unless there are batches.
	 */
	async runHttpRequest(
		baseUrl: string,
		items: number,
		{ batching, anonymous = false }: HttpRequestSettings = {},
	): Promise<NodeRun> {
		return await this.run(
			`http ${baseUrl} ${items} ${JSON.stringify(batching)} ${anonymous}`,
			items,
			async () => ({
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${baseUrl}/v1/tailor`,
					authentication: anonymous ? 'none' : 'predefinedCredentialType',
					nodeCredentialType: 'laddroApi',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '{"jobDescription":"A posting."}',
					options: {
						response: { response: { responseFormat: 'text' } },
						...(batching && { batching: { batch: batching } }),
					},
				},
				credentials: { laddroApi: await this.credential(baseUrl) },
			}),
		);
	}

	private async run(
		key: string,
		items: number,
		node: () => Promise<MeasuredNode>,
	): Promise<NodeRun> {
		const known =
			this.workflows.get(key) ?? node().then(async (made) => await this.save(made, items));
		this.workflows.set(key, known);
		const execution = await this.finished(await this.client.start(await known, TRIGGER));
		const [task] = execution.data.resultData.runData[NODE] ?? [];
		const output = task?.data?.main?.[0]?.length ?? 0;
		if (execution.status !== 'success' || !task || output === 0) {
			throw new Error(`n8n's execution ended with "${execution.status}", ${output} items`);
		}
		return { time: task.executionTime, items: output };
	}

	private async credential(baseUrl: string): Promise<{ id: string; name: string }> {
		const data = { apiKey: 'laddro_live_bench', baseUrl };
		return { id: await this.client.createCredential('Bench', 'laddroApi', data), name: 'Bench' };
	}

	/** Looks seldom, because n8n has to work for each look, and bears with an n8n that is too busy to answer. */
	private async finished(executionId: string): Promise<Execution> {
		const end = performance.now() + PATIENCE;
		for (;;) {
			await sleep(LOOK_INTERVAL);
			const execution = await this.client.execution(executionId).catch((error: unknown) => {
				if (performance.now() > end) throw error;
			});
			if (execution && ['success', 'error', 'crashed', 'canceled'].includes(execution.status)) {
				return execution;
			}
			if (performance.now() > end) throw new Error(`Execution ${executionId} does not end`);
		}
	}

	private async save(node: MeasuredNode, items: number): Promise<string> {
		const { id } = await this.client.request<{ id: string }>('POST', '/rest/workflows', {
			...workflowOf(node),
			settings: {},
			active: false,
			pinData: { [TRIGGER]: Array.from({ length: items }, (_, n) => ({ json: { n } })) },
		});
		return id;
	}
}

/** What makes a difference to the HTTP Request node's pace. */
export interface HttpRequestSettings {
	/** Milliseconds between the starts of two batches. */
	batching?: { batchSize: number; batchInterval: number };
	anonymous?: boolean;
}

/** What n8n says of one node's run. */
export interface NodeRun {
	/** Milliseconds. */
	time: number;
	items: number;
}

// The only file of the benchmark that uses the folder in which a real n8n is installed and run.
import { dirname, join } from 'node:path';
import { installation } from '../n8n/releases/installation';
import { currentRelease } from '../n8n/releases/releases';
import { itemsOf, outcomeOf } from '../n8n/server/execution';
import { openQueueStage } from '../n8n/stage/queue';
import { openStage, type Stage } from '../n8n/stage/stage';
import { ensureCommands } from '../n8n/system/debian';
import { run } from '../n8n/system/run';
import { waitFor } from '../n8n/system/waitFor';
import { sweepWorkspaces } from '../n8n/workspace/workspace';
import { pdfOf } from './server/streams';
import { builtPackage, NODE, TRIGGER, workflowOf, type NodeSettings } from './workflow';

/** The n8n that is measured. */
export const release = currentRelease();

/** Milliseconds that an execution may take, and between two looks at it, for each of which n8n has to work. */
const PATIENCE = 300_000;
const LOOK_INTERVAL = 500;

/** What a row says of its n8n. */
export interface N8nOptions {
	/** Leaves executions to two workers, in the place of running them itself. */
	queue?: true;
	/** Variables. */
	environment?: NodeJS.ProcessEnv;
}

/** A real n8n with the packed node in it. */
export interface MeasuredN8n extends Pick<Stage, 'n8n' | 'close'> {
	/** Of the processes that run executions. */
	pids: number[];
}

/** When the measured node began, in milliseconds since 1970, and the milliseconds that it took, as n8n records it. */
export interface NodeRun {
	startedAt: number;
	time: number;
}

export async function startN8n({ queue, environment }: N8nOptions): Promise<MeasuredN8n> {
	await sweepWorkspaces();
	const options = {
		packageFolder: builtPackage,
		// The benchmark starts workflows by hand, and those are to go to the workers as well.
		environment: async () => ({ OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true', ...environment }),
	};
	if (!queue) {
		const { n8n, close } = await openStage(options);
		return { n8n, close, pids: [n8n.daemon.pid] };
	}
	await ensureCommands({ 'redis-server': 'redis-server', initdb: 'postgresql' });
	const { n8n, close, workers } = await openQueueStage(options);
	return { n8n, close, pids: workers.map(({ pid }) => pid) };
}

/** Stores a workflow with this node. @returns runs it on so many items, as often as it is called */
export async function prepareRun(
	{ n8n: { client } }: MeasuredN8n,
	settings: NodeSettings,
	baseUrl: string,
	{ items, upload }: { items: number; upload?: number },
): Promise<() => Promise<NodeRun>> {
	const data = { apiKey: 'laddro_live_bench', baseUrl };
	const credential = await client.createCredential('Bench', 'laddroApi', data);
	const file = upload === undefined ? undefined : pdfOf(upload).toString('base64');
	const binary = file && {
		data: { data: file, mimeType: 'application/pdf', fileName: 'resume.pdf' },
	};
	const id = await client.createWorkflow({
		...workflowOf(settings, baseUrl, credential),
		pinData: {
			[TRIGGER]: Array.from({ length: items }, (_, n) => ({
				json: { n },
				...(binary && { binary }),
			})),
		},
	});
	return async () => {
		const started = await client.start(id, TRIGGER);
		const execution = await waitFor(
			// n8n may be too busy to answer.
			async () => await client.ended(started).catch(() => undefined),
			() => `Execution ${started} does not end`,
			PATIENCE,
			LOOK_INTERVAL,
		);
		const [task] = execution.data.resultData.runData[NODE] ?? [];
		const output = itemsOf(execution, NODE).length;
		if (execution.status !== 'success' || !task || output < items) {
			throw new Error(`n8n's execution ended with ${outcomeOf(execution)} and ${output} items`);
		}
		return { startedAt: task.startTime, time: task.executionTime };
	};
}

/** The milliseconds that `require` takes for built files, in a process of its own. Installs n8n the first time. */
export async function requireTime(where: 'laddro' | 'n8n', files: string[]): Promise<number> {
	const { node, n8n } = await installation(release);
	const folder = where === 'laddro' ? builtPackage : join(dirname(n8n), '../../n8n-nodes-base');
	const script = join(__dirname, 'requireOnce.mjs');
	return Number(await run(node, [script, ...files.map((file) => join(folder, 'dist', file))]));
}

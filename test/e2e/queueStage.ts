import { N8n } from '../../n8n/server/n8n';
import type { Daemon } from '../../n8n/system/daemon';
import { startPostgres, startRedis } from './databases';
import { type Stage, type StageOptions, openStage } from '../../n8n/stage/stage';

/** A stage whose n8n passes every execution on to workers. */
export interface QueueStage extends Stage {
	readonly workers: Daemon[];
	/** Starts one more worker. */
	addWorker(): Promise<Daemon>;
}

/** Lets n8n notice a dead worker's execution sooner than it does by default. */
const shortIntervals = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** Starts PostgreSQL, Redis, a main n8n and two workers. Takes about half a minute. */
export async function openQueueStage(options: StageOptions = {}): Promise<QueueStage> {
	let shared: NodeJS.ProcessEnv = {};
	const stage = await openStage({
		...options,
		environment: async (workspace) => {
			shared = {
				...(await startPostgres(workspace)),
				...(await startRedis(workspace)),
				...shortIntervals,
				EXECUTIONS_MODE: 'queue',
				...(await options.environment?.(workspace)),
			};
			return shared;
		},
	});
	const workers: Daemon[] = [];
	let started = 0;
	const addWorker = async () => {
		const name = `worker-${++started}`;
		const worker = await N8n.startWorker(name, stage.installation, stage.workspace, shared);
		workers.push(worker);
		return worker;
	};
	await Promise.all([addWorker(), addWorker()]);
	return { ...stage, workers, addWorker };
}

/** The ids of the executions that a worker has started, by its own log. */
export function executionsStartedBy(worker: Daemon): string[] {
	return [...worker.log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id!);
}

import { ensureCommands } from '../../n8n/system/debian';
import { startPostgres, startRedis } from '../../n8n/workspace/databases';
import type { Workspace } from '../../n8n/workspace/workspace';

/** Starts what queue mode stands on. @returns the variables that n8n and its workers share */
export async function startQueue(workspace: Workspace): Promise<NodeJS.ProcessEnv> {
	await ensureCommands({ 'redis-server': 'redis-server', initdb: 'postgresql' });
	return {
		...(await startPostgres(workspace)),
		...(await startRedis(workspace)),
		EXECUTIONS_MODE: 'queue',
		// The bench starts workflows by hand, and those are to go to the workers, too.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
}

import type { Installation } from '../releases/installation';
import type { Daemon } from '../system/daemon';
import { freePort } from '../system/ports';
import { run } from '../system/run';
import type { Workspace } from '../workspace/workspace';
import { EditorClient } from './editorClient';
import { n8nEnvironment } from './environment';

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** The program, arguments and options that run a command of n8n. */
async function invocation(
	installation: Installation,
	workspace: Workspace,
	args: readonly string[],
	variables: NodeJS.ProcessEnv,
) {
	const env = n8nEnvironment(installation, workspace, {
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...variables,
	});
	const options = { cwd: workspace.folder, env };
	return [installation.node, [installation.n8n, ...args], options] as const;
}

/** A running n8n. */
export class N8n {
	private constructor(
		readonly url: string,
		readonly daemon: Daemon,
		readonly client: EditorClient,
	) {}

	/**
	 * Starts n8n in the workspace, where it may have run before, and signs in as its owner. Takes 4 to 15 seconds.
	 * @param extra environment variables for this instance
	 * @throws the signal's reason if it is aborted meanwhile
	 */
	static async start(
		installation: Installation,
		workspace: Workspace,
		extra: NodeJS.ProcessEnv = {},
		port?: number,
		signal?: AbortSignal,
	): Promise<N8n> {
		const own = port ?? (await freePort());
		const variables = { N8N_PORT: String(own), ...extra };
		const daemon = await workspace.start(
			'n8n',
			...(await invocation(installation, workspace, ['start'], variables)),
		);
		const url = `http://127.0.0.1:${own}`;
		// n8n 1 reports that it is ready before it serves the editor's requests.
		await daemon.ready(async () => {
			if (signal?.aborted) {
				// It has nothing to finish yet, and could take seconds to notice a request to end.
				await daemon.kill();
				signal.throwIfAborted();
			}
			return (await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`));
		});
		return new N8n(url, daemon, await EditorClient.signIn(url, installation.release));
	}

	/** Starts a worker of an n8n in queue mode. @param extra the variables that both share */
	static async startWorker(
		name: string,
		installation: Installation,
		workspace: Workspace,
		extra: NodeJS.ProcessEnv,
	): Promise<Daemon> {
		const health = await freePort();
		const variables = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(health),
			...extra,
		};
		const args = ['worker', '--concurrency=5'];
		const daemon = await workspace.start(
			name,
			...(await invocation(installation, workspace, args, variables)),
		);
		await daemon.ready(async () => await answers(`http://127.0.0.1:${health}/healthz/readiness`));
		return daemon;
	}
}

/**
 * Runs an n8n command such as `import:workflow`, in a workspace where no n8n is running.
 * @returns what it printed
 */
export async function n8nCommand(
	installation: Installation,
	workspace: Workspace,
	args: readonly string[],
): Promise<string> {
	return await run(...(await invocation(installation, workspace, args, {})));
}

import type { Installation } from '../releases/installation';
import type { Daemon } from '../system/daemon';
import { freePort } from '../system/ports';
import { run } from '../system/run';
import type { Workspace } from '../workspace/workspace';
import { EditorClient } from './editorClient';

async function responds(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** What n8n inherits from the user's environment: enough to run, nothing that changes its behaviour. */
const inherited = ['PATH', 'LANG', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'SystemRoot'];

/** Settings of every n8n that is started here. */
const settings = {
	N8N_ENCRYPTION_KEY: 'only-for-tests-on-this-machine',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	NODE_ENV: 'production',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	GENERIC_TIMEZONE: 'UTC',
};

/** The program, arguments and options that run a command of n8n. */
async function invocation(
	{ node, n8n, release }: Installation,
	{ folder }: Workspace,
	args: readonly string[],
	variables: NodeJS.ProcessEnv = {},
) {
	const env = {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...settings,
		...release.environment,
		...variables,
	};
	return [node, [n8n, ...args], { cwd: folder, env }] as const;
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
			return (
				(await responds(`${url}/healthz/readiness`)) && (await responds(`${url}/rest/settings`))
			);
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
		await daemon.ready(async () => await responds(`http://127.0.0.1:${health}/healthz/readiness`));
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
	return await run(...(await invocation(installation, workspace, args)));
}

import { EditorClient } from './editorClient';
import { freePorts } from './ports';
import { type Daemon, run } from './processes';
import type { Installation } from './install';
import type { Workspace } from './workspace';

/** What `n8n` commands inherit from the user: enough to run, nothing that could change how n8n behaves. */
function inherited(): NodeJS.ProcessEnv {
	const { PATH, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, SystemRoot } = process.env;
	return { PATH, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, SystemRoot };
}

/** Variables that all commands of one n8n share. */
export function n8nEnvironment(
	{ release }: Installation,
	workspace: Workspace,
	extra: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	return {
		...inherited(),
		HOME: workspace.folder,
		N8N_USER_FOLDER: workspace.folder,
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
		...release.environment,
		...extra,
	};
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
}

/** A running n8n. */
export class N8n {
	private constructor(
		readonly url: string,
		readonly daemon: Daemon,
		readonly client: EditorClient,
	) {}

	/**
	 * Starts n8n in the workspace and sets up its owner. Takes 4 to 15 seconds.
	 * @param extra environment variables for this instance
	 */
	static async start(
		installation: Installation,
		workspace: Workspace,
		extra: NodeJS.ProcessEnv = {},
		port?: number,
	): Promise<N8n> {
		const [free, broker] = await freePorts(2);
		const own = String(port ?? free);
		const daemon = await workspace.start('n8n', installation.node, [installation.n8n, 'start'], {
			cwd: workspace.folder,
			env: n8nEnvironment(installation, workspace, {
				N8N_PORT: own,
				N8N_RUNNERS_BROKER_PORT: String(broker),
				...extra,
			}),
		});
		const url = `http://127.0.0.1:${own}`;
		// n8n 1 calls itself ready before the editor's requests are served.
		await daemon.ready(
			async () =>
				(await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`)),
		);
		return new N8n(url, daemon, await EditorClient.signIn(url, installation.release));
	}

	/** Starts a worker of an n8n in queue mode, `extra` being what both share. */
	static async startWorker(
		name: string,
		installation: Installation,
		workspace: Workspace,
		extra: NodeJS.ProcessEnv,
	): Promise<Daemon> {
		const [health, broker] = await freePorts(2);
		const daemon = await workspace.start(
			name,
			installation.node,
			[installation.n8n, 'worker', '--concurrency=5'],
			{
				cwd: workspace.folder,
				env: n8nEnvironment(installation, workspace, {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(health),
					N8N_RUNNERS_BROKER_PORT: String(broker),
					...extra,
				}),
			},
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
	extra: NodeJS.ProcessEnv = {},
): Promise<string> {
	const [broker] = await freePorts(1);
	return await run(installation.node, [installation.n8n, ...args], {
		cwd: workspace.folder,
		env: n8nEnvironment(installation, workspace, {
			N8N_RUNNERS_BROKER_PORT: String(broker),
			...extra,
		}),
	});
}

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { type Installation, installation } from '../releases/installation';
import { type Release, currentRelease } from '../releases/releases';
import { N8n } from '../server/n8n';
import { Workspace } from '../workspace/workspace';

/** The names that credentials have in the example workflows. */
export const credentialNames = {
	laddro: 'Laddro account',
	webhook: 'Webhook key',
	form: 'Form login',
	mcp: 'MCP token',
};

/** The header that the examples' webhooks ask for. */
export const webhookKey = { name: 'X-Key', value: 'only-on-loopback' };

/** The user and the password that the example's form asks for. */
export const formLogin = { user: 'hannah', password: 'only-on-loopback' };

/** The token that the example's MCP server asks for. */
export const mcpToken = 'only-on-loopback';

/** A running n8n with the node and its credential, which leads to an emulator. */
export interface Stage {
	readonly installation: Installation;
	readonly workspace: Workspace;
	readonly emulator: Emulator;
	readonly n8n: N8n;
	/** The id of the credential for the emulator. */
	readonly credential: string;
	/** Ends everything and removes its traces. */
	close(): Promise<void>;
}

/** What a caller can choose. */
export interface StageOptions {
	/** Default: the release of this run. */
	release?: Release;
	/** n8n's port. Default: a free one. */
	port?: number;
	emulator?: EmulatorOptions;
	/** The built package to install. Default: this repository. */
	packageFolder?: string;
	/** Ends n8n while it is starting. */
	signal?: AbortSignal;
	/** Returns further environment variables for n8n, given the new workspace. */
	environment?: (workspace: Workspace) => Promise<NodeJS.ProcessEnv>;
}

/**
 * Starts all of it. Takes about ten seconds.
 * @throws the signal's reason if it is aborted meanwhile; what has started has then ended
 */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const installed = await installation(options.release ?? currentRelease());
	const emulator = await startEmulator(options.emulator);
	const workspace = await Workspace.create();
	const close = async () => {
		await workspace.close();
		await emulator.close();
	};
	try {
		await workspace.installNode(options.packageFolder);
		options.signal?.throwIfAborted();
		const environment = (await options.environment?.(workspace)) ?? {};
		const n8n = await N8n.start(installed, workspace, environment, options.port, options.signal);
		const credential = await n8n.client.createCredential(credentialNames.laddro, 'laddroApi', {
			apiKey: emulator.apiKey,
			baseUrl: emulator.url,
		});
		await n8n.client.createCredential(credentialNames.webhook, 'httpHeaderAuth', webhookKey);
		await n8n.client.createCredential(credentialNames.form, 'httpBasicAuth', formLogin);
		await n8n.client.createCredential(credentialNames.mcp, 'httpBearerAuth', { token: mcpToken });
		return { installation: installed, workspace, emulator, n8n, credential, close };
	} catch (error) {
		await close();
		throw error;
	}
}

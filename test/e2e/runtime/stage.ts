import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator';
import type { WorkflowFile } from './editorClient';
import { root } from './folders';
import { type Installation, installation } from './install';
import { N8n } from './n8n';
import { type Release, currentRelease } from './releases';
import { Workspace } from './workspace';

/** The names that credentials have in the example workflows. */
export const credentialNames = { laddro: 'Laddro account' };

/** A running n8n with the node and its credential, in front of the emulator. */
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

/** What a test file wants different from the usual. */
export interface StageOptions {
	/** Default: the release of this run. */
	release?: Release;
	/** n8n's port. Default: a free one. */
	port?: number;
	emulator?: EmulatorOptions;
	/** Given the new workspace, n8n's further environment variables. */
	environment?: (workspace: Workspace) => Promise<NodeJS.ProcessEnv>;
}

/** Opens the stage: takes about ten seconds. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const installed = await installation(options.release ?? currentRelease());
	const emulator = await startEmulator(options.emulator);
	const workspace = await Workspace.create();
	const close = async () => {
		await workspace.close();
		await emulator.close();
	};
	try {
		await workspace.installNode();
		const environment = (await options.environment?.(workspace)) ?? {};
		const n8n = await N8n.start(installed, workspace, environment, options.port);
		const credential = await n8n.client.createCredential(credentialNames.laddro, 'laddroApi', {
			apiKey: emulator.apiKey,
			baseUrl: emulator.url,
		});
		return { installation: installed, workspace, emulator, n8n, credential, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** An example workflow by its file's name, as a user would import it. */
export async function example(name: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(root, 'examples', name), 'utf8'));
}

/** The workflow with some of a node's parameters replaced. */
export function withParameters(
	workflow: WorkflowFile,
	node: string,
	parameters: Record<string, unknown>,
): WorkflowFile {
	if (!workflow.nodes.some(({ name }) => name === node)) throw new Error(`No node "${node}"`);
	const nodes = workflow.nodes.map((candidate) =>
		candidate.name === node
			? { ...candidate, parameters: { ...candidate.parameters, ...parameters } }
			: candidate,
	);
	return { ...workflow, nodes: JSON.parse(JSON.stringify(nodes)) };
}

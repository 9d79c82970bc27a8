// `npm run editor`: a real n8n to try the node in, with a credential for the emulator and the example workflows.
// `npm run dev` is the same with `--watch`. Nothing of it is kept: Ctrl-C ends everything and removes its files.
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultResumeId } from '../emulator';
import { startMailbox } from '../n8n/stage/mailbox';
import { showMails } from '../n8n/stage/mailPages';
import { installation } from '../n8n/releases/installation';
import { releaseOf, releases } from '../n8n/releases/releases';
import { owner } from '../n8n/server/editorClient';
import { type Stage, formLogin, mcpToken, openStage, webhookKey } from '../n8n/stage/stage';
import { example } from '../n8n/stage/workflows';
import { root } from '../n8n/system/folders';
import { freePort } from '../n8n/system/ports';
import { sweepWorkspaces } from '../n8n/workspace/workspace';
import { runScript, interruption, wholeNumber } from './command';

/** Milliseconds between two pieces of a document: slow enough to watch. */
const PIECE_DELAY = 120;

const help = `A real n8n on this machine to try the node in, against an emulator of Laddro's API.

Usage: npm run editor -- [options]

  --n8n VERSION   ${releases.map(({ version }) => version).join(', ')}     (${releases[0]!.version})
  --port N        port on 127.0.0.1           (5678)
  --faults        lists the resumes that show a fault too
  --watch         builds and reloads the node when a source changes, as npm run dev does
  --help          this text

It prints the address, the login, and where the key is. The first start installs n8n, which
takes some minutes and gigabytes. Nothing is kept; Ctrl-C ends it.
`;

const { values: options } = parseArgs({
	options: {
		n8n: { type: 'string', default: releases[0]!.version },
		port: { type: 'string', default: '5678' },
		faults: { type: 'boolean', default: false },
		watch: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

const instructions = ({ n8n, emulator }: Stage, workflows: readonly string[], mailUrl: string) => `
Open       ${n8n.url}/home/workflows
E-mail     ${owner.email}
Password   ${owner.password}

Workflows  ${workflows.join('\n           ')}

Key        In the credential "Laddro account", which leads to the emulator at ${emulator.url}
           (key ${emulator.apiKey}). It costs nothing.
Faults     Choose a resume By ID, such as ${faultResumeId('truncated')}, whose stream breaks off.
           ${options.faults ? 'The list of resumes has all of them at its end.' : '`npm run editor -- --faults` lists them beside the other resumes.'}
Mail       What is sent with "SMTP account" goes nowhere. Read it at ${mailUrl}
           Slack and OpenAI need credentials of your own.
Webhooks   They ask for the header ${webhookKey.name}: ${webhookKey.value}
Form       It asks for the user ${formLogin.user} with the password ${formLogin.password}
MCP        The server asks for the header Authorization: Bearer ${mcpToken}
${options.watch ? '\nSources    Change one in nodes/ or credentials/: the node is built again and reloaded.\n' : ''}
Changes are not kept: export the workflows that you want to keep.
Press Ctrl-C to end n8n and the emulator.
`;

/** Runs until the signal is aborted. */
async function runEditor(port: number, signal: AbortSignal): Promise<void> {
	const release = releaseOf(options.n8n);
	await sweepWorkspaces();
	await installation(release);
	console.log(`Starting n8n ${release.version} (about ten seconds) …`);
	const mailbox = await startMailbox(({ subject, to }) => {
		const address = `${mailPages.url}/${mailbox.mails.length}`;
		console.log(`Mail to ${[to].flat()[0]?.text}: ${subject}  ${address}`);
	});
	const mailPages = await showMails(mailbox);
	const emulator = { pieceDelay: PIECE_DELAY, listFaults: options.faults };
	// n8n then looks for changes in the packages that it has installed.
	const environment = async () => (options.watch ? { N8N_DEV_RELOAD: 'true' } : {});
	let stage: Stage | undefined;
	try {
		stage = await openStage({ release, emulator, port, signal, environment });
		const { client } = stage.n8n;
		await client.createCredential('SMTP account', 'smtp', mailbox.credential);
		const files = (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json'));
		const workflows = await Promise.all(files.sort().map(example));
		// One by one: the editor lists them in the order in which they were made.
		for (const workflow of workflows) await client.createWorkflow(workflow);
		const names = workflows.map(({ name }) => name);
		console.log(instructions(stage, names, mailPages.url));
		if (options.watch) void rebuildOnChange(stage.workspace.nodeFolder, signal);
		if (!signal.aborted) await once(signal, 'abort');
		console.log('\nEnding n8n …');
	} finally {
		await stage?.close();
		await mailPages.close();
		await mailbox.close();
	}
}

/** Builds the node whenever one of its sources changes, and puts it where n8n notices it. */
async function rebuildOnChange(nodeFolder: string, cancelSignal: AbortSignal): Promise<void> {
	const { execa } = await import('execa');
	const env = { N8N_LADDRO_NODE: nodeFolder };
	const options = { cwd: root, preferLocal: true, stdio: 'inherit', reject: false } as const;
	await execa('gulp', ['watch'], { ...options, env, cancelSignal });
}

async function main(): Promise<void> {
	const port = wholeNumber('port', options.port);
	if ((await freePort(port)) !== port) {
		throw new Error(`Port ${port} is taken; choose another with --port`);
	}
	const signal = interruption();
	await runEditor(port, signal).catch((error: unknown) => {
		// What fails because of the interruption, such as a command that it ended too, is no failure.
		if (!signal.aborted) throw error;
	});
	if (signal.aborted) console.log('Ended. Nothing is left running.');
}

void runScript(main, { help });

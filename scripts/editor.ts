// `npm run editor`: a real n8n to try the node in, with a credential for the emulator and the example workflows.
// Nothing of it is kept: Ctrl-C ends everything and removes its files.
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultResumeId } from '../emulator';
import { owner } from '../n8n/server/editorClient';
import { root } from '../n8n/system/folders';
import { type Mailbox, startMailbox } from '../n8n/outside/mailbox';
import { freePort } from '../n8n/system/ports';
import { installation } from '../n8n/releases/installation';
import { releaseOf, releases } from '../n8n/releases/releases';
import { type Stage, formLogin, openStage, webhookKey } from '../n8n/stage/stage';
import { example } from '../n8n/stage/workflows';
import { sweepWorkspaces } from '../n8n/workspace/workspace';
import { interruption } from './interruption';
import { wholeNumber } from './options';

/** Milliseconds between two pieces of a document: slow enough to watch. */
const PIECE_DELAY = 120;

const help = `A real n8n on this machine to try the node in, against an emulator of Laddro's API.

Usage: npm run editor -- [options]

  --n8n VERSION   ${releases.map(({ version }) => version).join(', ')}     (${releases[0]!.version})
  --port N        port on 127.0.0.1           (5678)
  --faults        lists the resumes that show a fault too
  --help          this text

It prints the address, the login, and where the key is. The first start installs n8n, which
takes some minutes and gigabytes. Nothing is kept; Ctrl-C ends it.
`;

async function importExamples({ n8n }: Stage): Promise<string[]> {
	const files = (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json'));
	const workflows = await Promise.all(files.sort().map(async (file) => await example(file)));
	// One by one: the editor lists them in the order in which they were made.
	for (const workflow of workflows) await n8n.client.createWorkflow(workflow);
	return workflows.map(({ name }) => name);
}

function instructions({ n8n, emulator }: Stage, workflows: string[], listFaults: boolean): string {
	return `
Open       ${n8n.url}
E-mail     ${owner.email}
Password   ${owner.password}

Workflows  ${workflows.join('\n           ')}

Key        In the credential "Laddro account", which leads to the emulator at ${emulator.url}
           (key ${emulator.apiKey}). It costs nothing.
Faults     Choose a resume By ID, such as ${faultResumeId('truncated')}, whose stream breaks off.
           ${listFaults ? 'The list of resumes has all of them at its end.' : '`npm run editor -- --faults` lists them beside the other resumes.'}
Mail       What is sent with "SMTP account" is listed here and goes nowhere.
           Slack and OpenAI need credentials of your own.
Webhooks   They ask for the header ${webhookKey.name}: ${webhookKey.value}
Form       It asks for the user ${formLogin.user} with the password ${formLogin.password}

Changes are not kept: export the workflows that you want to keep.
Press Ctrl-C to end n8n and the emulator.
`;
}

interface EditorOptions {
	version: string;
	port: number;
	listFaults: boolean;
}

/** Runs until the signal is aborted. */
async function runEditor(options: EditorOptions, signal: AbortSignal): Promise<void> {
	const release = releaseOf(options.version);
	await sweepWorkspaces();
	await installation(release);
	console.log(`Starting n8n ${release.version} (about ten seconds) …`);
	const mailbox = await startMailbox(({ subject, to }) => {
		console.log(`Mail to ${[to].flat()[0]?.text}: ${subject}`);
	});
	try {
		await runStage(options, mailbox, signal);
	} finally {
		await mailbox.close();
	}
}

async function runStage(
	{ version, port, listFaults }: EditorOptions,
	mailbox: Mailbox,
	signal: AbortSignal,
): Promise<void> {
	const emulator = { pieceDelay: PIECE_DELAY, listFaults };
	const stage = await openStage({ release: releaseOf(version), emulator, port, signal });
	try {
		await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
		console.log(instructions(stage, await importExamples(stage), listFaults));
		if (!signal.aborted) await once(signal, 'abort');
		console.log('\nEnding n8n …');
	} finally {
		await stage.close();
	}
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: releases[0]!.version },
			port: { type: 'string', default: '5678' },
			faults: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return;
	}
	const port = wholeNumber('port', values.port);
	if ((await freePort(port)) !== port) {
		throw new Error(`Port ${values.port} is taken; choose another with --port`);
	}
	const signal = interruption();
	try {
		await runEditor({ version: values.n8n, port, listFaults: values.faults }, signal);
	} catch (error) {
		// What fails because of the interruption, such as a command that it ended too, is no failure.
		if (!signal.aborted) throw error;
	}
	if (signal.aborted) console.log('Ended. Nothing is left running.');
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});

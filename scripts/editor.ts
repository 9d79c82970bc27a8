// `npm run editor`: a real n8n for a person to click around in, with the node, a credential for the emulator and
// the example workflows in place. Nothing of it is kept: Ctrl-C ends everything and removes its traces.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Emulator, faultResumeId } from '../emulator';
import { owner } from '../n8n/server/editorClient';
import { root } from '../n8n/system/folders';
import { type Mailbox, startMailbox } from '../n8n/outside/mailbox';
import { freePort } from '../n8n/system/ports';
import { releaseOf, releases } from '../n8n/releases/releases';
import { type Stage, openStage } from '../n8n/stage/stage';
import { example } from '../n8n/stage/workflows';
import { sweepWorkspaces } from '../n8n/workspace/workspace';

const help = `npm run editor -- [options]

  --n8n VERSION   ${releases.map(({ version }) => version).join(', ')}   (${releases[0]!.version})
  --port N        port on 127.0.0.1                                      (5678)
`;

async function importExamples({ n8n }: Stage): Promise<string[]> {
	const files = (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json'));
	const workflows = await Promise.all(files.sort().map(async (file) => await example(file)));
	// One by one: the editor lists them in the order in which they were made.
	for (const workflow of workflows) await n8n.client.createWorkflow(workflow);
	return workflows.map(({ name }) => name);
}

function tell({ n8n }: Stage, { url, apiKey }: Emulator, workflows: string[]): void {
	console.log(`
Open      ${n8n.url}
E-mail    ${owner.email}
Password  ${owner.password}

Workflows
${workflows.map((name) => `  ${name}`).join('\n')}

The credential "Laddro account" leads to the emulator at ${url} (key ${apiKey}),
which lets each section wait a little. The resume ${faultResumeId('truncated')} breaks off in the middle,
others show other faults. "SMTP account" delivers to this terminal. Slack and OpenAI need keys of your own.

Ctrl-C ends everything.
`);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: releases[0]!.version },
			port: { type: 'string', default: '5678' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return;
	}
	const port = Number(values.port);
	if ((await freePort(port)) !== port) {
		throw new Error(`Port ${values.port} is taken; choose another with --port`);
	}
	await sweepWorkspaces();
	const interrupted = new Promise<void>((resolve) => {
		// Not `once`: a wrapper may hand Ctrl-C on a second time, and the ending must not be cut short by it.
		process.on('SIGINT', () => resolve()).on('SIGTERM', () => resolve());
	});
	console.log(`Starting n8n ${values.n8n} …`);
	const stage = await openStage({
		release: releaseOf(values.n8n),
		emulator: { pieceDelay: 120 },
		port,
	});
	const mailbox: Mailbox = await startMailbox(({ subject, to }) => {
		console.log(`Mail to ${[to].flat()[0]?.text}: ${subject}`);
	});
	try {
		await stage.n8n.client.createCredential('SMTP account', 'smtp', mailbox.credential);
		tell(stage, stage.emulator, await importExamples(stage));
		await interrupted;
		console.log('\nEnding …');
	} finally {
		await mailbox.close();
		await stage.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});

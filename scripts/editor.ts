// `npm run editor`: a real n8n to try the node in, with a credential for the emulator and the example workflows.
// Nothing of it is kept: Ctrl-C ends everything and removes its files.
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

function printInstructions({ n8n }: Stage, { url, apiKey }: Emulator, workflows: string[]): void {
	console.log(`
Open      ${n8n.url}
E-mail    ${owner.email}
Password  ${owner.password}

Workflows
${workflows.map((name) => `  ${name}`).join('\n')}

The credential "Laddro account" leads to the emulator at ${url} (key ${apiKey}),
which sends a document slowly. The stream for the resume ${faultResumeId('truncated')} breaks off in the middle;
other resumes show other faults. Mails of "SMTP account" are listed here. Slack and OpenAI need keys of your own.

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
		// Not `once`: tsx may pass Ctrl-C on a second time, which must not interrupt the closing.
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
		printInstructions(stage, stage.emulator, await importExamples(stage));
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

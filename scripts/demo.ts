// `npm run demo`: two of the example workflows, run by n8n's own engine with the built node against the emulator.
// Prints each document as it arrives, then the node's output. Exit status 0 only if everything arrived.
import { parseArgs } from 'node:util';
import { answers, startEmulator } from '../emulator';
import { loadEngine } from '../engine';
import { example } from '../n8n/stage/workflows';
import { root } from '../n8n/system/folders';
import { oneOf, runScript } from './command';

/** Milliseconds between two pieces: slow enough to watch. */
const PIECE_DELAY = 40;

const nextSteps = `
What to try next
  npm run editor               n8n in your browser, with the node and all examples in it
  npm run chaos                1,000 postings against an API that fails at random: no document is paid for twice
  npm run emulator -- --help   the API by itself, and the resumes that show how it can fail
  README.md                    what the node can do, and how to use it with your own account`;

const help = `Runs two of the examples on n8n's own engine, against the emulator.

Usage: npm run demo -- [options]

  --answers WAY  how the emulator answers: ${answers.join(', ')}
  --help         this text`;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { answers: { type: 'string', default: 'documented' } } });
	const way = oneOf('answers', values.answers, answers);
	console.log("Starting an emulator of Laddro's API and n8n's own engine (a few seconds) …");
	const emulator = await startEmulator({ answers: way, pieceDelay: PIECE_DELAY });
	const { apiKey, url: baseUrl, ledger } = emulator;
	try {
		const engine = await loadEngine(root);
		for (const file of ['tailor-resume.json', 'cover-letter.json']) {
			const workflow = await example(file);
			console.log(`\n${workflow.name}  examples/${file}\n`);
			ledger.clear();
			const laddro = workflow.nodes.find(({ type }) => type === 'n8n-nodes-laddro.laddro')!;
			// A terminal shows no HTML.
			laddro.parameters.documentFormat = 'markdown';
			const started = performance.now();
			const time = () => `${((performance.now() - started) / 1000).toFixed(2)} s`;
			let firstText: string | undefined;
			const run = await engine.run(workflow, {
				credential: { apiKey, baseUrl },
				onChunk({ type, content = '' }) {
					if (type !== 'item') return;
					firstText ??= time();
					process.stdout.write(content);
				},
			});
			const allText = time();
			await ledger.settled();
			const { error } = run.task(laddro.name);
			if (error) throw new Error(`The node failed: ${error.message}`);
			const items = run.items(laddro.name).map(({ json }) => json);
			console.log(`\n\nThe node's output: ${items.length} item${items.length === 1 ? '' : 's'}`);
			for (const item of items) console.log(`  ${excerptOf(item)}`);
			// Only what is streamed as sections is counted on its way.
			const sent = ledger.streaming[0]?.sectionsSent;
			const isWhole =
				items.length > 0 &&
				items.every(
					({ complete, sectionCount }) => complete && (!sent || (sectionCount ?? sent) === sent),
				);
			if (!firstText || !isWhole) throw new Error('Not everything has arrived');
			const { credits } = ledger;
			console.log(
				`Complete: first text after ${firstText}, all after ${allText}, ${credits} credits`,
			);
		}
		console.log(nextSteps);
	} finally {
		await emulator.close();
	}
}

/** An output item in one line. */
function excerptOf({ document, format, title, content }: Record<string, unknown>) {
	if (typeof document !== 'string') {
		return `${String(title).padEnd(16)} ${String(content).replace(/\s+/g, ' ').slice(0, 70)}`;
	}
	return `document: ${document.length} characters of ${String(format)}`;
}

void runScript(main, { help });

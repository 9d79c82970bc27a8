// `npm run demo`: two of the example workflows, run by n8n's own engine with the built node against the emulator.
// Prints each document as it arrives, then the node's output. Exit status 0 only if everything arrived.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { startEmulator, type Emulator } from '../emulator';
import { loadEngine, type Engine, type WorkflowFile } from '../engine';

const root = join(__dirname, '..');

/** Milliseconds between two pieces: slow enough to watch. */
const PIECE_DELAY = 40;
/** Characters of a section's content in the list of items. */
const EXCERPT = 70;

type Style = Parameters<typeof styleText>[0];
const paint = (style: Style, text: string) =>
	process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
const print = (text = '') => process.stdout.write(`${text}\n`);
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

const nextSteps = `
${paint('bold', 'What to try next')}
  npm run editor               n8n in your browser, with the node and all examples in it
  npm run chaos                1,000 postings against an API that fails at random: no document is paid for twice
  npm run emulator -- --help   the API by itself, and the resumes that show how it can fail
  README.md                    what the node can do, and how to use it with your own account`;

async function main(): Promise<boolean> {
	print("Starting an emulator of Laddro's API and n8n's own engine (a few seconds) …");
	const emulator = await startEmulator({ pieceDelay: PIECE_DELAY });
	try {
		const engine = await loadEngine(root);
		const tailored = await show(engine, emulator, 'tailor-resume.json');
		const written = await show(engine, emulator, 'cover-letter.json');
		if (tailored && written) print(nextSteps);
		return tailored && written;
	} finally {
		await emulator.close();
	}
}

/** Runs one example. Returns whether everything arrived. */
async function show(engine: Engine, emulator: Emulator, file: string): Promise<boolean> {
	const workflow: WorkflowFile = JSON.parse(await readFile(join(root, 'examples', file), 'utf8'));
	const node = workflow.nodes.find(({ type }) => type === 'n8n-nodes-laddro.laddro');
	if (!node) throw new Error(`${file} has no Laddro node`);
	emulator.ledger.clear();
	const started = performance.now();
	let toFirst: number | undefined;

	print(paint('bold', `\n${workflow.name}`) + paint('dim', `  examples/${file}\n`));
	const result = await engine.run(workflow, {
		credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
		onChunk({ type, content = '' }) {
			if (type !== 'item') return;
			const isFirst = toFirst === undefined;
			toFirst ??= performance.now() - started;
			process.stdout.write(`${isFirst ? '  ' : ''}${content.replaceAll('\n', '\n  ')}`);
		},
	});
	const total = performance.now() - started;
	print();
	await emulator.ledger.settled();

	const { error } = result.task(node.name);
	if (error) {
		print(paint('red', `\nThe node failed: ${error.message}`));
		return false;
	}
	const items = result.items(node.name).map(({ json }) => json);
	const [request] = emulator.ledger.streaming;
	const isComplete = items.length > 0 && items.every(({ complete }) => complete);
	const arrived =
		isComplete && toFirst !== undefined && items[0]?.sectionCount === request?.sectionsSent;
	print(
		paint(
			'dim',
			`\n  The node's output: ${items.length === 1 ? '1 item' : `${items.length} items`}`,
		),
	);
	for (const item of items) print(`    ${excerptOf(item)}`);
	const times = `first text after ${seconds(toFirst ?? NaN)}, all after ${seconds(total)}`;
	const verdict = arrived ? 'Complete' : 'Incomplete';
	print(
		paint(arrived ? 'green' : 'red', `  ${verdict}: ${times}, ${emulator.ledger.credits} credits`),
	);
	return arrived;
}

/** An output item in one line. */
function excerptOf({ document, format, sectionCount, title, content }: Record<string, unknown>) {
	if (typeof document === 'string') {
		return `document: ${document.length} characters of ${String(format)}, ${String(sectionCount)} sections`;
	}
	const text = String(content).replace(/\s+/g, ' ');
	const excerpt = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
	return `${String(title).padEnd(16)} ${paint('dim', excerpt)}`;
}

main().then(
	(everythingArrived) => {
		process.exitCode = everythingArrived ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);

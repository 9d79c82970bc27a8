// `npm run demo`: the two example workflows, run by n8n's own engine with the built node against the emulator.
// Prints each section as it arrives, then the node's output. Exit status 0 only if everything arrived.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { startEmulator, type Emulator } from '../emulator';
import { loadEngine, type Engine, type WorkflowFile } from '../engine';

const root = join(__dirname, '..');

/** Milliseconds between two pieces: slow enough to watch. */
const PIECE_DELAY = 40;

type Style = Parameters<typeof styleText>[0];
const paint = (style: Style, text: string) =>
	process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
const print = (text = '') => process.stdout.write(`${text}\n`);
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

async function main(): Promise<boolean> {
	const emulator = await startEmulator({ pieceDelay: PIECE_DELAY });
	try {
		const engine = await loadEngine(root);
		const tailored = await show(engine, emulator, 'tailor-resume.json');
		const written = await show(engine, emulator, 'cover-letter.json');
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
	const creditsBefore = emulator.ledger.credits;
	const started = performance.now();
	const since = () => performance.now() - started;
	let toFirst: number | undefined;
	const titles: string[] = [];

	print(paint('bold', `\n${workflow.name}`) + paint('dim', `  examples/${file}`));
	print(paint('dim', '\nAs it streams in:'));
	const result = await engine.run(workflow, {
		credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
		onChunk({ type, content = '' }) {
			const heading = /^\s*## (.+)\n/.exec(content)?.[1];
			if (type !== 'item' || heading === undefined) return;
			toFirst ??= since();
			titles.push(heading);
			print(`  ${paint('cyan', seconds(since()).padStart(7))}  ${heading}`);
		},
	});
	const total = since();
	await emulator.ledger.settled();

	const { error } = result.task(node.name);
	if (error) {
		print(paint('red', `\nThe node failed: ${error.message}`));
		return false;
	}
	const items = result.items(node.name).map(({ json }) => json);
	print(paint('dim', '\nThe output of the node:'));
	for (const item of items) print(indent(textOf(item)));
	const [first] = items;
	const arrived = first?.sectionCount === titles.length && items.every(({ complete }) => complete);
	print(
		paint(
			arrived ? 'green' : 'red',
			`\n${titles.length} sections, the first after ${seconds(toFirst ?? NaN)}, all after ${seconds(total)}, ${emulator.ledger.credits - creditsBefore} credits`,
		),
	);
	return arrived && titles.length > 0;
}

function textOf({ document, section, content, ...rest }: Record<string, unknown>): string {
	if (typeof document === 'string') return document;
	const position = `${Number(rest.sectionIndex) + 1} of ${String(rest.sectionCount)}`;
	return `${paint('bold', String(rest.title))} ${paint('dim', `(${String(section)}, ${position})`)}\n${String(content)}\n`;
}

function indent(text: string): string {
	return text.replace(/^(?=.)/gm, '  ');
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

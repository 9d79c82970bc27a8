import { plainText } from './runs';
import type { Block, Run } from './tree';

/** A bullet wherever it begins a line. Word's own are letters for private use in text that was copied from a PDF. */
const CERTAIN = /^[•‣⁃∙▪▫◦➢➤\uf0a7\uf0b7]\s*(?=[^\s•‣⁃∙▪▫◦])/u;

/** A bullet if several lines of a paragraph begin with one. */
const POSSIBLE = /^(?:[·–—]\s+|[・●○■□◆◇]\s*)(?=[^\s·–—・●○■□◆◇])/u;

/** Makes lists of the lines of paragraphs that begin with a bullet. */
export function withBulletLists(blocks: readonly Block[]): Block[] {
	const written: Block[] = [];
	// The list that is open, and the runs that a line can go on with.
	let items: Block[][] | undefined;
	let last: Run[] | undefined;
	for (const block of blocks) {
		const lines = block.type === 'paragraph' ? linesOf(block.runs) : [];
		const bullets = bulletsOf(lines);
		if (!bullets.some((bullet) => bullet !== '')) {
			written.push(block);
			items = undefined;
			continue;
		}
		last = undefined;
		for (const [index, line] of lines.entries()) {
			const bullet = bullets[index] ?? '';
			const text = withoutStart(line, bullet.length);
			// A line that begins with a small letter goes on with the item before.
			if (bullet === '' && last && (!items || /^\p{Ll}/u.test(plainText(text)))) {
				last.push({ text: '\n' });
				for (const run of text) last.push(run);
				continue;
			}
			last = text;
			if (bullet === '') {
				items = undefined;
				written.push({ type: 'paragraph', runs: text });
			} else {
				if (!items) written.push({ type: 'list', items: (items = []) });
				items.push([{ type: 'paragraph', runs: text }]);
			}
		}
	}
	return written;
}

/** The bullet at the start of each line, with the space behind it; empty where there is none. */
function bulletsOf(lines: ReadonlyArray<readonly Run[]>): string[] {
	const texts = lines.map(plainText);
	const hasSeveral = texts.filter((text) => CERTAIN.test(text) || POSSIBLE.test(text)).length > 1;
	return texts.map(
		(text) => (CERTAIN.exec(text) ?? (hasSeveral ? POSSIBLE.exec(text) : null))?.[0] ?? '',
	);
}

function linesOf(runs: readonly Run[]): Run[][] {
	const lines: Run[][] = [[]];
	for (const run of runs) {
		for (const [index, text] of run.text.split('\n').entries()) {
			if (index > 0) lines.push([]);
			if (text !== '') lines.at(-1)?.push({ ...run, text });
		}
	}
	return lines;
}

function withoutStart(runs: readonly Run[], length: number): Run[] {
	const kept: Run[] = [];
	let left = length;
	for (const run of runs) {
		const text = run.text.slice(left);
		left -= run.text.length - text.length;
		if (text !== '') kept.push({ ...run, text });
	}
	return kept;
}

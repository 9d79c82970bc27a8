import { plainText } from './runs';
import type { Block, Run } from './tree';

/** A bullet at the start of a line. Word's own have become letters for private use in text that was copied from a PDF. */
const BULLET =
	/^(?:([•‣⁃∙▪▫◦➢➤\uf0a7\uf0b7])\s*|([·–—]\s+|[・●○■□◆◇]\s*))(?=[^\s•‣⁃∙▪▫◦·–—・●○■□◆◇])/u;

const ANY_BULLET = /[•‣⁃∙▪▫◦➢➤\uf0a7\uf0b7·–—・●○■□◆◇]/;

/** How deep bullets of several kinds are nested. */
const DEEPEST = 3;

interface Line {
	readonly runs: readonly Run[];
	/** Whether its paragraph begins with it. */
	readonly isFirst: boolean;
	/** The bullet at its start, if there is one. */
	readonly bullet?: string;
	/** Whether that is a bullet also where no other line has one: a dash may be just a dash. */
	readonly isCertain: boolean;
	/** The line without its bullet. */
	readonly text: readonly Run[];
}

/** Makes lists of lines that begin with a bullet, whether they are paragraphs or the lines of one. */
export function withBulletLists(blocks: readonly Block[]): Block[] {
	const written: Block[] = [];
	let lines: Line[] = [];
	for (const block of blocks) {
		if (block.type === 'paragraph') {
			for (const line of linesOf(block.runs)) lines.push(line);
			continue;
		}
		writeLines(lines, written);
		lines = [];
		written.push(block);
	}
	writeLines(lines, written);
	return written;
}

function linesOf(runs: readonly Run[]): Line[] {
	if (!runs.some(({ text }) => ANY_BULLET.test(text)))
		return [{ runs, isFirst: true, isCertain: false, text: runs }];
	const lines: Run[][] = [[]];
	for (const run of runs) {
		for (const [index, text] of run.text.split('\n').entries()) {
			if (index > 0) lines.push([]);
			if (text !== '') lines.at(-1)!.push({ ...run, text });
		}
	}
	return lines.map((line, index) => {
		const [start, certain, other] = BULLET.exec(plainText(line)) ?? [];
		const isFirst = index === 0;
		if (start === undefined) return { runs: line, isFirst, isCertain: false, text: line };
		const text = withoutStart(line, start.length);
		const bullet = (certain ?? other)?.trim();
		return { runs: line, isFirst, bullet, isCertain: certain !== undefined, text };
	});
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

function writeLines(lines: readonly Line[], written: Block[]): void {
	let paragraph: Run[] = [];
	const endParagraph = () => {
		if (paragraph.length > 0) written.push({ type: 'paragraph', runs: paragraph });
		paragraph = [];
	};
	for (let at = 0; at < lines.length; ) {
		const list = bulletsAt(lines, at);
		if (list.length > 0) {
			endParagraph();
			written.push(listOf(list));
			at += list.length;
			continue;
		}
		const { runs, isFirst } = lines[at]!;
		if (isFirst) endParagraph();
		else if (paragraph.length > 0) paragraph.push({ text: '\n' });
		for (const run of runs) paragraph.push(run);
		at++;
	}
	endParagraph();
}

/** The lines of the list that begins here, none if none does. */
function bulletsAt(lines: readonly Line[], start: number): readonly Line[] {
	const first = lines[start]?.bullet;
	let isList = false;
	let end = start;
	for (; end < lines.length; end++) {
		const { bullet, isCertain, isFirst, runs } = lines[end]!;
		const before = lines[end - 1];
		if (bullet === undefined) {
			// A line that begins with a small letter goes on with the one before.
			if (end === start || isFirst || !/^\p{Ll}/u.test(runs[0]?.text ?? '')) break;
			continue;
		}
		// Below a paragraph of several lines, other bullets are another list.
		if (end > start && isFirst && !before?.isFirst && bullet !== before?.bullet) break;
		isList ||= isCertain || (end > start && bullet === first);
	}
	return isList ? lines.slice(start, end) : [];
}

/** Another bullet than those before is that of a list in the last item. */
function listOf(lines: readonly Line[]): Block {
	const outermost: Block[][] = [];
	let levels = [{ bullet: lines[0]?.bullet, items: outermost }];
	let runs: Run[] = [];
	for (const { bullet, text } of lines) {
		if (bullet === undefined) {
			runs.push({ text: '\n' });
			for (const run of text) runs.push(run);
			continue;
		}
		const level = levels.findIndex((known) => known.bullet === bullet);
		if (level >= 0) levels = levels.slice(0, level + 1);
		else if (levels.length < DEEPEST) {
			const inner: Block[][] = [];
			levels.at(-1)?.items.at(-1)?.push({ type: 'list', items: inner });
			levels.push({ bullet, items: inner });
		}
		runs = [...text];
		levels.at(-1)?.items.push([{ type: 'paragraph', runs }]);
	}
	return { type: 'list', items: outermost };
}

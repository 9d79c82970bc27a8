import { joinRuns } from './runs';
import type { Block, Part, Run } from './tree';

/** Places of a table for each of its cells. With more of them it is nearly empty, and they would be what is slow. */
const SPARSE = 4;

/** Makes tables of the cells among an element's parts. What stands between two of them keeps its place. */
export function withTables(parts: readonly Part[]): Part[] {
	const written: Part[] = [];
	let rows: Block[][][] = [];
	const endTable = () => {
		for (const block of tableOf(rows)) written.push(block);
		rows = [];
	};
	for (const part of parts) {
		if (part.type === 'row') {
			rows.push([]);
		} else if (part.type === 'cell') {
			if (rows.length === 0) rows.push([]);
			rows.at(-1)!.push(part.blocks);
		} else {
			endTable();
			written.push(part);
		}
	}
	endTable();
	return written;
}

/** A table of cells. One with a single column only serves layout; its content is kept without it. */
function tableOf(rows: ReadonlyArray<ReadonlyArray<readonly Block[]>>): Block[] {
	const written = rows.map(withoutEnd).filter((cells) => cells.length > 0);
	const columns = written.reduce((most, cells) => Math.max(most, cells.length), 0);
	if (columns <= 1) return written.flat(2);
	const texts = written.map((cells) => cells.map(runsOf));
	if (columns * texts.length > texts.flat().length * SPARSE + 1000) return [linesOf(texts)];
	return [{ type: 'table', rows: texts }];
}

/** A row without the empty cells at its end. */
function withoutEnd(cells: ReadonlyArray<readonly Block[]>): ReadonlyArray<readonly Block[]> {
	return cells.slice(0, cells.findLastIndex((cell) => cell.length > 0) + 1);
}

function linesOf(rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>): Block {
	const lines = rows.map((cells) => joinRuns(cells, ' | '));
	return { type: 'paragraph', runs: joinRuns(lines, '\n') };
}

/** All text of some blocks, with a space between two of them. */
function runsOf(blocks: readonly Block[]): Run[] {
	const texts = blocks.map((block): readonly Run[] => {
		switch (block.type) {
			case 'paragraph':
			case 'heading':
				return block.runs;
			case 'code':
				return [{ text: block.text }];
			case 'list':
				return runsOf(block.items.flat());
			case 'quote':
				return runsOf(block.blocks);
			case 'table':
				return joinRuns(block.rows.flat(), ' ');
			case 'rule':
				return [];
		}
	});
	return joinRuns(texts, ' ');
}

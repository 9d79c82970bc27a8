import type { Block, Run } from './tree';

/** A table of cells. One with a single column only serves layout; its content is kept without it. */
export function tableOf(rows: ReadonlyArray<ReadonlyArray<readonly Block[]>>): Block[] {
	const written = rows.filter((cells) => cells.some((cell) => cell.length > 0));
	const columns = written.reduce((most, cells) => Math.max(most, cells.length), 0);
	if (columns <= 1) return written.flat(2);
	return [
		{
			type: 'table',
			rows: written.map((cells) =>
				Array.from({ length: columns }, (_, column) => runsOf(cells[column] ?? [])),
			),
		},
	];
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
				return joined(block.rows.flat());
			case 'rule':
				return [];
		}
	});
	return joined(texts);
}

function joined(texts: ReadonlyArray<readonly Run[]>): Run[] {
	return texts
		.filter((runs) => runs.length > 0)
		.flatMap((runs, index) => (index === 0 ? [...runs] : [{ text: ' ' }, ...runs]));
}

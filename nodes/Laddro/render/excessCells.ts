import type { StateCore, Token } from 'markdown-it';

/** A `|` that separates cells. */
const SEPARATOR = /(?<!\\)\|/;

/** What may precede a row of a table's body: indentation, and quotation marks of Markdown. */
const BEFORE_ROW = /^[\s>]*/;

/**
 * A renderer of Markdown leaves out the cells of a row that go beyond those of the table's head
 * (https://github.github.com/gfm/#tables-extension-). Here the row's last cell goes on to the row's end.
 */
export function keepExcessCells({ src, tokens }: StateCore): void {
	let lines: string[] | undefined;
	let row = '';
	let cells: Token[] = [];
	tokens.forEach((token, index) => {
		if (token.type === 'tr_open') {
			lines ??= src.split('\n');
			row = lines[token.map?.[0] ?? -1] ?? '';
			cells = [];
		} else if (tokens[index - 1]?.type === 'td_open') {
			cells.push(token);
		} else if (token.type === 'tr_close') {
			const last = cells.at(-1);
			if (last) last.content = [last.content, ...cellsOf(row).slice(cells.length)].join(' | ');
		}
	});
}

function cellsOf(row: string): string[] {
	const cells = row
		.replace(BEFORE_ROW, '')
		.split(SEPARATOR)
		.map((cell) => cell.trim());
	if (cells[0] === '') cells.shift();
	while (cells.at(-1) === '') cells.pop();
	return cells;
}

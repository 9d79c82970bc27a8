import type { Block, Run } from './tree';

/** How a format that is made of lines writes its blocks. */
export interface LineFormat {
	/** Text with its line breaks. */
	readonly inline: (runs: readonly Run[]) => string;
	readonly heading: (runs: readonly Run[], level: number) => string;
	/** What separates a heading from what follows it. */
	readonly afterHeading: string;
	readonly bullet: string;
	/** What begins each line of a quotation. */
	readonly quote: string;
	readonly code: (text: string) => string;
	readonly table: (rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>) => string;
	readonly rule: string;
}

const BLANK_LINE = '\n\n';

/** Writes blocks with a blank line between them. */
export function writeLines(blocks: readonly Block[], format: LineFormat, isItem = false): string {
	let written = '';
	let before: Block | undefined;
	for (const block of blocks) {
		if (before?.type === 'heading') written += format.afterHeading;
		else if (before) written += isItem && block.type === 'list' ? '\n' : BLANK_LINE;
		written += writeBlock(block, format);
		before = block;
	}
	return written;
}

function writeBlock(block: Block, format: LineFormat): string {
	switch (block.type) {
		case 'paragraph':
			return format.inline(block.runs);
		case 'heading':
			return format.heading(block.runs, block.level);
		case 'list':
			return block.items
				.map((item, index) => {
					const marker = block.start === undefined ? format.bullet : `${block.start + index}. `;
					return prefixed(writeLines(item, format, true), marker, ' '.repeat(marker.length));
				})
				.join('\n');
		case 'quote':
			return prefixed(writeLines(block.blocks, format), format.quote, format.quote);
		case 'code':
			return format.code(block.text);
		case 'table':
			return format.table(block.rows);
		case 'rule':
			return format.rule;
	}
}

/** Puts something before the first line, and something before each other line. */
function prefixed(text: string, first: string, others: string): string {
	return text
		.split('\n')
		.map((line, index) =>
			line === ''
				? (index === 0 ? first : others).trimEnd()
				: (index === 0 ? first : others) + line,
		)
		.join('\n');
}

/** A table as lines, with what separates two cells. */
export function tableLines(
	rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>,
	inline: LineFormat['inline'],
): string {
	return rows.map((cells) => cells.map((cell) => oneLine(inline(cell))).join(' | ')).join('\n');
}

/** The same text on one line. */
export function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, ' ');
}

import type { Block, Run } from './tree';

/** How a format that is made of lines writes its blocks. */
export interface LineFormat {
	/** Text with its line breaks. */
	readonly inline: (runs: readonly Run[]) => string;
	readonly heading: (runs: readonly Run[], level: number) => string;
	/** What separates a heading from what follows it. */
	readonly afterHeading: string;
	/** What separates a list from a paragraph before it. */
	readonly beforeList: string;
	readonly bullet: string;
	/** What begins each line of a quotation. */
	readonly quote: string;
	/** @param isNested whether it stands in a list or a quotation */
	readonly code: (text: string, isNested: boolean) => string;
	readonly table: (rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>) => string;
	readonly rule: string;
}

const BLANK_LINE = '\n\n';

/** What blocks are a part of. */
type Place = 'section' | 'item' | 'quote';

/** Writes blocks with a blank line between them. */
export function writeLines(
	blocks: readonly Block[],
	format: LineFormat,
	place: Place = 'section',
): string {
	let written = '';
	let before: Block | undefined;
	for (const block of blocks) {
		if (before) written += separator(before, block, format, place);
		written += writeBlock(block, format, place);
		before = block;
	}
	return written;
}

function writeBlock(block: Block, format: LineFormat, place: Place): string {
	switch (block.type) {
		case 'paragraph':
			return format.inline(block.runs);
		case 'heading':
			return format.heading(block.runs, block.level);
		case 'list':
			return block.items
				.map((item, index) => {
					const marker = block.start === undefined ? format.bullet : `${block.start + index}. `;
					return prefixed(writeLines(item, format, 'item'), marker, ' '.repeat(marker.length));
				})
				.join('\n');
		case 'quote':
			return prefixed(writeLines(block.blocks, format, 'quote'), format.quote, format.quote);
		case 'code':
			return format.code(block.text, place !== 'section');
		case 'table':
			return format.table(block.rows);
		case 'rule':
			return format.rule;
	}
}

function separator(before: Block, block: Block, format: LineFormat, place: Place): string {
	if (before.type === 'heading') return format.afterHeading;
	if (before.type !== 'paragraph' || block.type !== 'list') return BLANK_LINE;
	return place === 'item' ? '\n' : format.beforeList;
}

/** Puts something before the first line, and something before each other line. */
function prefixed(text: string, first: string, others: string): string {
	return text
		.split('\n')
		.map((line, index) => {
			const prefix = index === 0 ? first : others;
			return line === '' ? prefix.trimEnd() : prefix + line;
		})
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
	return text.replace(/(?<!\s)\s*\n\s*/g, ' ');
}

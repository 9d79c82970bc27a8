import type { Block, Run, Writer } from './tree';

/** How a format that is made of lines writes its blocks. */
export interface LineFormat {
	/** Text with its line breaks. */
	readonly inline: (runs: readonly Run[]) => string;
	readonly heading: (runs: readonly Run[], level: number) => string;
	/** What separates a heading from what follows it, and a list from a paragraph before it. */
	readonly gap: string;
	readonly bullet: string;
	/** What begins each line of a quotation. */
	readonly quote: string;
	/** @param isNested whether it stands in a list or a quotation */
	readonly code: (text: string, isNested: boolean) => string;
	/** Not set where a row is a line, with a bar between two cells. */
	readonly table?: (rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>) => string;
	readonly rule: string;
	readonly piece: Writer['piece'];
}

const BLANK_LINE = '\n\n';

/** What blocks are a part of. */
type Place = 'section' | 'item' | 'quote';

/** The writer of a format that is made of lines. */
export function lineWriter(format: LineFormat): Writer {
	return {
		heading: (title) => format.heading([{ text: title }], 2) + format.gap,
		blocks: (blocks) => writeLines(blocks, format, 'section'),
		piece: format.piece,
		separator: BLANK_LINE,
	};
}

/** Writes blocks with a blank line between them. */
function writeLines(blocks: readonly Block[], format: LineFormat, place: Place): string {
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
			if (format.table) return format.table(block.rows);
			return block.rows
				.map((cells) => cells.map((cell) => oneLine(format.inline(cell))).join(' | '))
				.join('\n');
		case 'rule':
			return format.rule;
	}
}

function separator(before: Block, block: Block, format: LineFormat, place: Place): string {
	const isList = before.type === 'paragraph' && block.type === 'list';
	if (isList && place === 'item') return '\n';
	return isList || before.type === 'heading' ? format.gap : BLANK_LINE;
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

/** The same text on one line. */
export function oneLine(text: string): string {
	return text.replace(/(?<!\s)\s*\n\s*/g, ' ');
}

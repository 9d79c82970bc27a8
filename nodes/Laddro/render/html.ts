import escapeHtml from 'escape-html';
import { writeRuns, type Marks } from './runs';
import { safeHref } from './safeHref';
import type { Block, Run, Writer } from './tree';

const tag =
	(name: string) =>
	(inner: string): string =>
		`<${name}>${inner}</${name}>`;

const marks: Marks = {
	text: (text, { link }) => (link === undefined ? withLinks(text) : escapeLines(text)),
	code: (text) => tag('code')(escapeLines(text)),
	strong: tag('strong'),
	em: tag('em'),
	strike: tag('s'),
	link: writeLink,
};

/**
 * A bare address of the web or of mail, without what ends the sentence or the brackets around it. None begins within a
 * longer word, so that each word is read only once.
 */
const BARE_ADDRESS =
	/(?<![\w.+-])(?:(https?:\/\/|www\.)(?:\([^\s()<>"'`|\\]*\)|[^\s()<>"'`|\\])*(?:\([^\s()<>"'`|\\]*\)|[^\s()<>"'`|\\.,;:!?*_~\]}…»”’])|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/gi;

const inline = (runs: readonly Run[]): string => writeRuns(runs, marks);

function writeBlocks(blocks: readonly Block[]): string {
	return blocks.map(writeBlock).join('\n');
}

function writeBlock(block: Block): string {
	switch (block.type) {
		case 'paragraph':
			return tag('p')(inline(block.runs));
		case 'heading':
			return tag(`h${block.level}`)(inline(block.runs));
		case 'list': {
			const items = block.items.map((item) => `${tag('li')(writeItem(item))}\n`).join('');
			if (block.start === undefined) return `<ul>\n${items}</ul>`;
			return `<ol${block.start === 1 ? '' : ` start="${block.start}"`}>\n${items}</ol>`;
		}
		case 'quote':
			return `<blockquote>\n${writeBlocks(block.blocks)}\n</blockquote>`;
		case 'code':
			return `<pre>${escapeHtml(block.text)}</pre>`;
		case 'table': {
			const row = (cells: ReadonlyArray<readonly Run[]>, name: string) =>
				`${tag('tr')(cells.map((cell) => tag(name)(inline(cell))).join(''))}\n`;
			const rows = block.rows.map((cells, index) => row(cells, index === 0 ? 'th' : 'td'));
			return `<table>\n${rows.join('')}</table>`;
		}
		case 'rule':
			return '<hr>';
	}
}

/** An item's first paragraph follows its bullet without an element of its own. */
function writeItem([first, ...others]: readonly Block[]): string {
	if (first?.type !== 'paragraph') return writeBlocks(first ? [first, ...others] : []);
	const text = inline(first.runs);
	return others.length === 0 ? text : `${text}\n${writeBlocks(others)}\n`;
}

function writeLink(label: string, href: string): string {
	return `<a href="${escapeHtml(href)}">${label}</a>`;
}

function withLinks(text: string): string {
	if (!/:\/\/|www\.|@/i.test(text)) return escapeLines(text);
	let written = '';
	let position = 0;
	for (const { 0: address, 1: start = 'mailto:', index } of text.matchAll(BARE_ADDRESS)) {
		const protocol = start.endsWith('/') ? '' : start.endsWith(':') ? start : 'https://';
		const href = safeHref(protocol + address);
		if (href === undefined) continue;
		written += escapeLines(text.slice(position, index)) + writeLink(escapeHtml(address), href);
		position = index + address.length;
	}
	return written + escapeLines(text.slice(position));
}

function escapeLines(text: string): string {
	// For a long text `replace` takes V8 several times as much memory.
	return escapeHtml(text).split(/\r?\n/).join('<br>\n');
}

/** HTML for email: a few elements, and no attribute except the address of a link. */
export const htmlWriter: Writer = {
	heading: (title) => `<h2>${escapeHtml(title)}</h2>\n`,
	blocks: writeBlocks,
	piece: escapeLines,
	separator: '\n',
};

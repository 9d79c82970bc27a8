import { oneLine, writeLines, type LineFormat } from './lines';
import { plainText, writeRuns, type Marks } from './runs';
import type { Run, Writer } from './tree';

/** What would become a tag, an address, an entity, an escape, a link or an image, wherever it stands. */
const SPECIAL =
	/<(?=[a-z/!?]|[^\s<>@]+@[^\s<>@]+>)|&(?=#?\w+;)|\\(?=[!-/:-@[-`{-~]|$)|\](?=[(:[])|!(?=\[)/gi;

const PAIRED_SIGNS = ['*', '_', '~', '`'] as const;
type Paired = (typeof PAIRED_SIGNS)[number];

/** Where a sign can be half of a pair that marks a style. In `5 * 3` and `snake_case` it cannot. */
const PAIRED = {
	'*': /(?<!\s)\*|\*(?!\s)/g,
	_: /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
	'~': /~/g,
	'`': /`/g,
} as const satisfies Record<Paired, RegExp>;

/** Beginnings that turn a line into something else than text. */
const BLOCK_STARTS = [
	/(?:#{1,6}|[-+*])(?:\s|$)/,
	/>/,
	// Below a line of text: a heading, or a table.
	/=+ *$/,
	/(?:\| *)?:?-+:? *(?:\| *:?-+:? *)*(?:\| *)?$/,
	// A rule.
	/(?:- ?){3,}$|(?:\* ?){3,}$|(?:_ ?){3,}$/,
];

/** Where a line needs a backslash: at its start, or after its number. */
const LINE_START = new RegExp(
	`^(?:(?=${BLOCK_STARTS.map(({ source }) => source).join('|')})|\\d{1,9}(?=[.)](?:\\s|$)))`,
	'gm',
);

/** The beginning of a paragraph that a renderer may take for the definition of a link, and leave out. */
const DEFINITION = /^\[(?=(?:\\[\s\S]|[^[\]\\])*\]:)/;

/** `<` and `&` as entities, because not every Markdown renderer knows a backslash before them. */
function escapeSpecial(text: string): string {
	return text.replace(SPECIAL, (sign) =>
		sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`,
	);
}

/** @param pairs the signs to escape, because they could mark something */
function marksFor(pairs: readonly Paired[]): Marks {
	return {
		text(text, { link }, next) {
			let escaped = escapeSpecial(text);
			if (link !== undefined) escaped = escapeBrackets(escaped);
			for (const sign of pairs) escaped = escaped.replace(PAIRED[sign], `\\${sign}`);
			if (next?.link && escaped.endsWith('!')) escaped = `${escaped.slice(0, -1)}\\!`;
			return escaped.replaceAll('\n', '  \n');
		},
		code: (text) => inlineCode(oneLine(text)),
		strong: (inner) => `**${inner}**`,
		em: (inner) => `*${inner}*`,
		strike: (inner) => `~~${inner}~~`,
		link: (label, href) => `[${label}](${escapeSpecial(href)})`,
	};
}

const withoutPairs = marksFor([]);

function inline(runs: readonly Run[]): string {
	const written = writeRuns(runs, withoutPairs);
	const literal = plainText(runs);
	const pairs = PAIRED_SIGNS.filter((sign) => {
		const candidates = literal.matchAll(PAIRED[sign]);
		if (candidates.next().done) return false;
		return !candidates.next().done || count(written, sign) > count(literal, sign);
	});
	const escaped = pairs.length === 0 ? written : writeRuns(runs, marksFor(pairs));
	return escaped.replace(LINE_START, '$&\\').replace(DEFINITION, '\\[');
}

function count(text: string, sign: string): number {
	let found = 0;
	for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found++;
	return found;
}

/** A fence must be longer than any row of the same signs inside. */
function fenceFor(text: string, shortest: number): string {
	const rows = text.match(/`+/g) ?? [];
	return '`'.repeat(rows.reduce((longest, row) => Math.max(longest, row.length + 1), shortest));
}

function inlineCode(text: string): string {
	const fence = fenceFor(text, 1);
	const room = /^`|`$/.test(text) ? ' ' : '';
	return fence + room + text + room + fence;
}

function codeBlock(text: string): string {
	const fence = fenceFor(text, 3);
	return `${fence}\n${text}\n${fence}`;
}

/** In a link's label. */
function escapeBrackets(text: string): string {
	return text.replace(/\\[\s\S]|[[\]]/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
}

function table(rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>): string {
	const lines = rows.map((cells) => {
		const written = cells.map((cell) => oneLine(inline(cell)).replaceAll('|', '\\|'));
		return `| ${written.join(' | ')} |`;
	});
	const columns = rows[0]?.length ?? 0;
	lines.splice(1, 0, `|${' --- |'.repeat(columns)}`);
	return lines.join('\n');
}

const heading = (runs: readonly Run[], level: number): string =>
	`${'#'.repeat(level)} ${oneLine(inline(runs))}`;

const format: LineFormat = {
	inline,
	heading,
	afterHeading: '\n\n',
	beforeList: '\n\n',
	bullet: '- ',
	quote: '> ',
	code: codeBlock,
	table,
	// Not of dashes, which behind the bullet of a list would make one rule of both.
	rule: '***',
};

/** Markdown that every renderer understands, and in which no text is mistaken for a tag, an image, or a link. */
export const markdownWriter: Writer = {
	heading: (title) => `${heading([{ text: title }], 2)}\n\n`,
	blocks: (blocks) => writeLines(blocks, format),
	piece: (text) => text,
	separator: '\n\n',
};

import { lineWriter, oneLine } from './lines';
import { plainText, writeRuns, type Marks } from './runs';
import type { Run } from './tree';

/**
 * What would become a link, the definition of one, or an image. Showdown, which n8n's own Markdown node uses, reads a link
 * also where there is a space before its address.
 */
const LINK = /\](?=[ \t]*[([])|(?<=\]):|!(?=\[)/;

/** What would be live if a renderer did not see that it is code. */
const LIVE = new RegExp(`<(?=[a-z/!?])|\\\\<|${LINK.source}`, 'i');

/**
 * What would become a tag, a link, an entity or an escape, wherever it stands. In `1 < 2` and `I <3 Go` there is none, but
 * behind a backslash showdown may lose the end of its own tag.
 */
const SPECIAL = new RegExp(
	`<(?![\\d =])|(?<=\\\\)<|<(?=[^\\s<>@]+@[^\\s<>@]+>)|${LINK.source}|&(?=#?\\w+;)|\\\\(?=[!-/:-@[-\`{-~]|$)`,
	'gi',
);

/** Where a sign can be half of a pair that marks a style. In `5 * 3` and `snake_case` it cannot. */
const PAIRED: ReadonlyArray<readonly [sign: string, where: RegExp]> = [
	['*', /(?<!\s)\*|\*(?!\s)/g],
	['_', /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu],
	['~', /~/g],
	['`', /`/g],
];

/** Beginnings that turn a line into something else than text. */
const BLOCK_STARTS = [
	// To showdown also without a space.
	/#/,
	/[-+*](?:\s|$)/,
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

/** The beginning of a paragraph that becomes a box to tick in a list, for showdown also where it is a link. */
const TASK = /^\[([ x]?)\](\()?/i;

/** A bare address, as far as renderers make links of them. */
const ADDRESS = /[a-z]:\/\/|www\.|@/i;

/**
 * `<` and `&` are entities, because not every Markdown renderer knows a backslash before them.
 *
 * @param hasAddress whether there is a bare address, which for some renderers goes on beyond a backslash
 */
function escapeSpecial(text: string, hasAddress: boolean): string {
	return text.replace(SPECIAL, (sign) => {
		if (sign === '<') return '&lt;';
		if (sign === '&') return '&amp;';
		return sign === ']' && hasAddress ? '&#93;' : `\\${sign}`;
	});
}

/** @param pairs the signs to escape, because they could mark something */
function marksFor(pairs: typeof PAIRED, hasAddress: boolean): Marks {
	return {
		text(text, { link }, next) {
			let escaped = escapeSpecial(text, hasAddress);
			if (link !== undefined) escaped = escapeBrackets(escaped);
			else if (next) escaped = escaped.replace(/\](?=[ \t]*$)/, '&#93;');
			for (const [sign, where] of pairs) escaped = escaped.replace(where, `\\${sign}`);
			if (next?.link && escaped.endsWith('!')) escaped = `${escaped.slice(0, -1)}\\!`;
			// For showdown an address goes on to the next space, and what follows would get into an attribute.
			const [word = ''] =
				hasAddress && (next?.code || next?.link) ? text.split(/[ \n]/).slice(-1) : [];
			if (link === undefined && word !== '' && (word === text || ADDRESS.test(word)))
				escaped += ' ';
			return escaped.replaceAll('\n', '  \n');
		},
		code: (text) => inlineCode(oneLine(text)),
		strong: (inner) => `**${inner}**`,
		em: (inner) => `*${inner}*`,
		strike: (inner) => `~~${inner}~~`,
		link: (label, href) => `[${label}](${escapeSpecial(href, false)})`,
	};
}

const withoutPairs = marksFor([], false);
const withAddress = marksFor([], true);

function inline(mixed: readonly Run[]): string {
	const literal = plainText(mixed);
	const hasAddress = ADDRESS.test(literal);
	const runs = asText(mixed, (code) => LIVE.test(code));
	const written = writeRuns(runs, hasAddress ? withAddress : withoutPairs);
	const pairs = PAIRED.filter(([sign, where]) => {
		const candidates = literal.matchAll(where);
		if (candidates.next().done) return false;
		// Showdown finds the other one also in another cell, and puts code behind an address into an attribute.
		if (sign === '`') return true;
		return !candidates.next().done || written.split(sign).length > literal.split(sign).length;
	});
	const escaped = pairs.length === 0 ? written : writeRuns(runs, marksFor(pairs, hasAddress));
	return escaped
		.replace(LINE_START, '$&\\')
		.replace(TASK, (_, label: string, link: string | undefined) =>
			link ? `[&#${label.charCodeAt(0)};](` : `\\[${label}]`,
		);
}

/**
 * Makes text of code, because not every renderer sees code where it is written: after a backslash it is none for showdown,
 * and behind a bare address it is none for those with GitHub's extensions.
 */
function asText(runs: readonly Run[], isText: (code: string) => boolean): readonly Run[] {
	return runs.map((run) => (run.code && isText(run.text) ? { ...run, code: undefined } : run));
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

/** In lists and quotations showdown sees no block of code. */
function codeBlock(text: string, isNested: boolean): string {
	if (isNested || LIVE.test(text)) return codeAsText(text);
	const fence = fenceFor(text, 3);
	return `${fence}\n${text}\n${fence}`;
}

/** Code as paragraphs, indented by spaces that no renderer leaves out. */
function codeAsText(code: string): string {
	return code
		.split(/\n(?:[ \t]*\n)+/)
		.map((part) =>
			inline([{ text: part.replace(/^[ \t]+/gm, (indent) => '\u00a0'.repeat(indent.length)) }]),
		)
		.join('\n\n');
}

/** In a link's label. */
function escapeBrackets(text: string): string {
	return text.replace(/\\[\s\S]|[[\]]/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
}

function table(rows: ReadonlyArray<ReadonlyArray<readonly Run[]>>): string {
	const columns = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
	const lines = rows.map((cells, index) => {
		const written = cells
			.map((cell) => (index === 0 ? headCell(cell) : inline(cell)))
			.map((cell) => oneLine(cell).replaceAll('|', '\\|'));
		// A renderer leaves out what is beyond the head's cells.
		while (index === 0 && written.length < columns) written.push('');
		return `| ${written.join(' | ')} |`;
	});
	lines.splice(1, 0, `|${' --- |'.repeat(columns)}`);
	return lines.join('\n');
}

/** Showdown can put what a head says into an attribute, as it is. */
function headCell(runs: readonly Run[]): string {
	return inline(asText(runs, (code) => code.includes('"'))).replaceAll('"', '&quot;');
}

/** Markdown that every renderer understands, and in which no text is mistaken for a tag, an image, or a link. */
export const markdownWriter = lineWriter({
	inline,
	heading: (runs, level) => `${'#'.repeat(level)} ${oneLine(inline(runs))}`,
	gap: '\n\n',
	bullet: '- ',
	quote: '> ',
	code: codeBlock,
	table,
	// Not of dashes, which behind the bullet of a list would make one rule of both.
	rule: '***',
	piece: (text) => text,
});

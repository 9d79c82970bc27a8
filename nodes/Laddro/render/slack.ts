import { lineWriter, oneLine } from './lines';
import { writeRuns, type Marks } from './runs';
import type { Run } from './tree';

/** Slack takes these three for control characters, everywhere; `<!channel>` is text without them. */
function escapeSlack(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack's marks end with their line, and within a word they are signs: there the text has none. */
const onEachLine =
	(mark: string) =>
	(text: string, isInWord: () => boolean): string =>
		isInWord() ? text : text.replace(/[^\n]+/g, (line) => mark + line + mark);

const marks: Marks = {
	text: escapeSlack,
	// No code can hold a backtick, and three of them would begin a block.
	code: (text, isInWord) =>
		text.includes('`') || isInWord() ? escapeSlack(text) : `\`${escapeSlack(text)}\``,
	strong: onEachLine('*'),
	em: onEachLine('_'),
	strike: onEachLine('~'),
	link: (label, href) => `<${escapeSlack(href)}|${oneLine(label)}>`,
};

const inline = (runs: readonly Run[]): string => writeRuns(runs, marks);

/** Slack's own markup, mrkdwn. It has no way to write a literal `*` or `_`, which at worst make words bold. */
export const slackWriter = lineWriter({
	inline,
	heading: (runs) => inline(runs.map((run) => ({ ...run, strong: true }))),
	gap: '\n',
	bullet: '• ',
	quote: '> ',
	code: (text) => `\`\`\`\n${escapeSlack(text)}\n\`\`\``,
	rule: '──────────',
	piece: escapeSlack,
});

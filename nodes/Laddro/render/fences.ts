import escapeHtml from 'escape-html';
import MarkdownIt, { type MarkdownIt as Markdown } from 'markdown-it';

/** A language directly after a fence, perhaps with settings: `js`, `python {1,3}`. Other words are text. */
const LANGUAGE = /^\S*(?:\s+(?:\{[^{}]*\}|[\w-]+=\S+))*\s*$/;

/** The line `~~~ Skills ~~~` is decoration. With backticks Markdown itself sees it so. */
const DECORATION = /^(~{3,})[^~]+~/;

/** Takes off the fence that a model puts around a whole content to say that it is Markdown, or HTML. */
export function withoutFence(content: string): string {
	const [opening, fence] =
		/^\s*(`{3,}|~{3,})[ \t]*(?:markdown|md|html)[ \t]*\r?\n/i.exec(content) ?? [];
	if (opening === undefined || fence === undefined) return content;
	const lines = content.slice(opening.length).trimEnd().split('\n');
	if (lines.at(-1)?.trim() === fence) lines.pop();
	const inner = lines.flatMap((line) => /^\s*(?:`{3,}|~{3,})(.*)$/.exec(line)?.[1]?.trim() ?? []);
	// Within it, each that opens a block names a language, and each is closed. Else the first one closes this one.
	const arePairs = inner.every((words, index) => (words === '') === (index % 2 === 1));
	return arePairs && inner.length % 2 === 0 ? lines.join('\n') : content;
}

/** Keeps the words after the fence that opens a block of code, unless they are its language. */
export function keepFenceWords(markdown: Markdown): void {
	const onlyFences = new MarkdownIt();
	onlyFences.block.ruler.enableOnly('fence');
	const [fence] = onlyFences.block.ruler.getRules('');
	markdown.block.ruler.at(
		'fence',
		(state, start, end, silent) => {
			const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
			if (DECORATION.test(state.src.slice(from, state.eMarks[start]))) return false;
			return fence?.(state, start, end, silent) ?? false;
		},
		{ alt: ['paragraph', 'reference', 'blockquote', 'list'] },
	);
	markdown.renderer.rules.fence = (tokens, index) => {
		const { info = '', content = '' } = tokens[index] ?? {};
		const words = LANGUAGE.test(info) ? '' : `${info.trim()}\n`;
		return `<pre><code>${escapeHtml(words + content)}</code></pre>\n`;
	};
}

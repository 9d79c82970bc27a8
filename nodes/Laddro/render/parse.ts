import { decodeHTML } from 'entities';
import { Parser } from 'htmlparser2';
import MarkdownIt, { type Env } from 'markdown-it';
import { keepExcessCells } from './excessCells';
import { keepFenceWords, withoutFence } from './fences';
import { withoutHidden } from './hidden';
import { RawTags } from './rawTags';
import type { Block } from './tree';
import { TreeBuilder } from './treeBuilder';
import { wellFormed } from '../common/visible';

const markdown = new MarkdownIt({ html: true, breaks: true }).disable([
	// Indented text is code to Markdown, but only layout to people.
	'code',
	// A signature under a line of dashes is no heading.
	'lheading',
	// Lines such as `[1]: https://…` would vanish.
	'reference',
	// Tags are looked at one by one wherever they stand, so that Markdown can stand next to them.
	'html_block',
]);

markdown.core.ruler.after('block', 'excess_cells', keepExcessCells);
keepFenceWords(markdown);

// `&#150;` is a dash to browsers, which read these numbers as Windows does.
markdown.core.ruler.before('text_join', 'entities', ({ tokens }) => {
	for (const token of tokens.flatMap(({ children }) => children ?? [])) {
		if (token.info === 'entity') token.content = decodeHTML(token.markup);
	}
});

// Every address is looked at where the tree is built, which keeps the label of one that is not safe.
markdown.validateLink = () => true;
markdown.normalizeLink = (address) => address;

markdown.renderer.rules.html_inline = (tokens, index, _options, environment) =>
	tagsOf(environment).write(tokens[index]?.content ?? '');

markdown.renderer.rules.softbreak = (tokens, index, _options, environment) => {
	const isAfterBreak = /^<br\b/i.test(tokens[index - 1]?.content ?? '');
	return isAfterBreak || tagsOf(environment).isInBlock ? '\n' : '<br>\n';
};

markdown.renderer.rules.list_item_open = (tokens, index) => {
	const number = tokens[index]?.info;
	return number ? `<li value="${number}">` : '<li>';
};

/**
 * Reads content of any kind: plain text, Markdown, simple HTML, or a mixture. It takes a time that grows with the
 * content's length, whatever the content is.
 */
export function parse(content: string): readonly Block[] {
	const builder = new TreeBuilder();
	const parser = new Parser(builder);
	const text = wellFormed(withoutHidden(withoutFence(content)));
	parser.end(markdown.render(text, { tags: new RawTags() }));
	return builder.finish();
}

/** The tags of the content that is being rendered. */
function tagsOf(environment: Env | undefined): RawTags {
	return environment?.tags instanceof RawTags ? environment.tags : new RawTags();
}

import MarkdownIt from 'markdown-it';
import { Marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { Converter } from 'showdown';

const ELEMENTS = new Set(
	'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul'.split(
		' ',
	),
);
const SAFE_ADDRESS = /^(?:https?|mailto|tel):[^\s<>"'`\\]*$/i;

/** A renderer makes links of its own out of bare addresses, also of `//a.example`, and writes them as it likes. */
const SAFE_FOR_READERS = /^(?:(?:https?|ftp|mailto|tel):|\/\/)/i;

type Node = DefaultTreeAdapterTypes.ChildNode;

/** All nodes of some HTML, as a browser reads it. */
export function nodesOf(html: string): Node[] {
	const nodes: Node[] = [];
	const waiting: Node[] = [...parseFragment(html).childNodes].reverse();
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		nodes.push(node);
		if ('childNodes' in node) waiting.push(...[...node.childNodes].reverse());
	}
	return nodes;
}

/** What a browser would make of some HTML that is not just text in a harmless look. */
export function dangersIn(html: string, safeAddress = SAFE_ADDRESS): string[] {
	return nodesOf(html).flatMap((node): string[] => {
		if (node.nodeName === '#text') return [];
		if (!('attrs' in node) || !ELEMENTS.has(node.nodeName)) return [node.nodeName];
		return node.attrs
			.filter(({ name, value }) => {
				if (node.nodeName === 'a' && name === 'href') return !safeAddress.test(value);
				// Showdown gives names to headings.
				if (/^(?:h[1-6]|th)$/.test(node.nodeName) && name === 'id') return false;
				return !(node.nodeName === 'ol' && name === 'start' && /^\d+$/.test(value));
			})
			.map(({ name, value }) => `${node.nodeName} ${name}=${value}`);
	});
}

/** markdown-it without its own guard against addresses. */
function markdownIt(linkify: boolean): (markdown: string) => string {
	const renderer = new MarkdownIt({ html: true, linkify });
	renderer.validateLink = () => true;
	return (markdown) => renderer.render(markdown);
}

function showdown(
	flavor: 'github' | 'original' | 'vanilla',
	options: Readonly<Record<string, boolean>> = {},
): (markdown: string) => string {
	const converter = new Converter();
	converter.setFlavor(flavor);
	for (const [name, value] of Object.entries(options)) converter.setOption(name, value);
	return (markdown) => converter.makeHtml(markdown);
}

const marked = new Marked({ async: false });

/** The programs that make HTML of Markdown in workflows, all of which let HTML through. Showdown is n8n's own. */
const readers = {
	showdown: showdown('vanilla'),
	'showdown as GitHub': showdown('github'),
	'showdown as it once was': showdown('original'),
	'showdown with more options': showdown('vanilla', {
		customizedHeaderId: true,
		excludeTrailingPunctuationFromURLs: true,
		ghCodeBlocks: true,
		literalMidWordUnderscores: true,
		parseImgDimensions: true,
		rawHeaderId: true,
		simplifiedAutoLink: true,
		smartIndentationFix: true,
		smoothLivePreview: true,
		strikethrough: true,
		tables: true,
		tablesHeaderId: true,
		tasklists: true,
		underline: true,
	}),
	marked: (markdown: string) => String(marked.parse(markdown)),
	'micromark with GFM': (markdown: string) =>
		micromark(markdown, {
			allowDangerousHtml: true,
			allowDangerousProtocol: true,
			extensions: [gfm()],
			htmlExtensions: [gfmHtml()],
		}),
	'markdown-it': markdownIt(false),
	'markdown-it with linkify': markdownIt(true),
} as const satisfies Record<string, (markdown: string) => string>;

/** The names of the renderers that make something live of some Markdown, and what they make. */
export function dangersInMarkdown(markdown: string): Array<[reader: string, dangers: string[]]> {
	return Object.entries(readers)
		.map(([name, read]): [string, string[]] => [name, dangersIn(read(markdown), SAFE_FOR_READERS)])
		.filter(([, dangers]) => dangers.length > 0);
}

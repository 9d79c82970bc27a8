import MarkdownIt from 'markdown-it';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { formats, type FormatName } from '../../../nodes/Laddro/render/document';
import { parse } from '../../../nodes/Laddro/render/parse';
import { injections } from './injections';

const ELEMENTS = new Set(
	'a blockquote br code em h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul'.split(
		' ',
	),
);
const SAFE_ADDRESS = /^(?:https?|mailto|tel):[^\s<>"'`\\]*$/;

function write(content: string, format: FormatName): string {
	return formats[format].blocks(parse(content));
}

type Node = DefaultTreeAdapterTypes.ChildNode;

function everyNode(nodes: readonly Node[]): Node[] {
	return nodes.flatMap((node) => [
		node,
		...('childNodes' in node ? everyNode(node.childNodes) : []),
	]);
}

/** What a browser would make of some HTML that is not just text in a harmless look. */
function dangersIn(html: string): string[] {
	return everyNode(parseFragment(html).childNodes).flatMap((node): string[] => {
		if (node.nodeName === '#text') return [];
		if (!('attrs' in node) || !ELEMENTS.has(node.nodeName)) return [node.nodeName];
		return node.attrs
			.filter(({ name, value }) => {
				if (node.nodeName === 'a' && name === 'href') return !SAFE_ADDRESS.test(value);
				return !(node.nodeName === 'ol' && name === 'start' && /^\d+$/.test(value));
			})
			.map(({ name, value }) => `${node.nodeName} ${name}=${value}`);
	});
}

/** The text of some HTML, letters and digits only. */
function wordsIn(html: string): string {
	const texts = everyNode(parseFragment(html).childNodes).map((node) =>
		'value' in node ? node.value : '',
	);
	return lettersOf(texts.join(''));
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

describe('A content that tries to smuggle something', () => {
	it.each(injections)('In HTML it is text, and links at most: %j', (content) => {
		expect(dangersIn(write(content, 'html'))).toEqual([]);
	});

	it.each(injections)(
		'In Markdown no renderer makes more of it, even one that lets HTML through: %j',
		(content) => {
			const renderer = new MarkdownIt({ html: true, linkify: true });
			// The renderer's own guard is taken away.
			renderer.validateLink = () => true;
			const html = renderer.render(write(content, 'markdown'));
			expect(dangersIn(html)).toEqual([]);
			expect(html).not.toMatch(/<img/i);
		},
	);

	it.each(injections)(
		'In Slack nothing is a mention, and every link is one of the node: %j',
		(content) => {
			const written = write(content, 'slack');
			const links = written.match(/<(?:https?|mailto|tel):[^\s<>|]+\|[^<>\n]+>/g) ?? [];
			const rest = links.reduce((text, link) => text.replace(link, ''), written);
			expect(rest.replace(/^(?:> )+/gm, '')).not.toMatch(/[<>]/);
			expect(rest).not.toMatch(/&(?!(?:amp|lt|gt);)/);
			// Its links are those of the HTML, whose addresses have been checked.
			expect(links.length).toBe((write(content, 'html').match(/<a href=/g) ?? []).length);
		},
	);

	it.each(injections)(
		'In plain text there are the words of the HTML and no others: %j',
		(content) => {
			const html = write(content, 'html');
			if (html.includes('<a href=')) return;
			expect(lettersOf(write(content, 'text'))).toBe(wordsIn(html));
		},
	);
});

it('There are at least 60 different contents of this kind.', () => {
	expect(new Set(injections).size).toBeGreaterThanOrEqual(60);
});

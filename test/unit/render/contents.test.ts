import fc from 'fast-check';
import { formats } from '../../../nodes/Laddro/render/document';
import { parse } from '../../../nodes/Laddro/render/parse';
import { Paragraph, type TextStyle } from '../../../nodes/Laddro/render/paragraph';
import type { Block } from '../../../nodes/Laddro/render/tree';
import contents from './contents.json';
import { cases } from '../cases';

const formatNames = ['markdown', 'html', 'text', 'slack'] as const;

function write(content: string, format: (typeof formatNames)[number]): string {
	return formats[format].blocks(parse(content));
}

describe.each(formatNames)('In the format %s', (format) => {
	it.each(contents)('The content is written as it should be: $name', (row) => {
		expect(write(row.content, format)).toBe(row[format]);
	});
});

/** Code that the Markdown has as text: a tag, a link or an image in it, or a block of it in a list or a quotation. */
const CODE_AS_TEXT =
	/<(code|pre)>(?:(?!<\/\1>)[^])*(?:&lt;[a-z/!?]|\](?:\(|:)|!\[)|<(?:li|blockquote)>\s*<pre>/i;

it.each(contents)(
	'A renderer of Markdown reads the same document again: $name',
	({ content, html, text }) => {
		// The node's own reading takes numbers that do not begin with 1 for text.
		if (html.includes('<ol start')) return;
		const again = write(content, 'markdown');
		if (!CODE_AS_TEXT.test(html)) expect(write(again, 'html')).toBe(html);
		else expect(write(again, 'text').replaceAll('\u00a0', ' ')).toBe(text);
	},
);

it('Text that looks like markup is text to a renderer of Markdown, wherever it stands.', () => {
	const sign = fc.constantFrom(
		...'*_~`#>-+=|[](){}!\\<&;:.19 \n'.split(''),
		'**',
		'](',
		'a',
		'b c',
		'&lt;',
		'<b>',
		'1. ',
		'---',
	);
	const look = fc.constantFrom<TextStyle>(
		{},
		{},
		{ strong: true },
		{ em: true },
		{ strike: true },
		{ code: true },
		{ link: 'https://example.com/' },
	);
	const run = fc.tuple(fc.array(sign, { minLength: 1, maxLength: 8 }), look);
	fc.assert(
		fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (parts) => {
			const paragraph = new Paragraph();
			for (const [signs, runLook] of parts) {
				signs
					.join('')
					.split('\n')
					.forEach((line, index) => {
						if (index > 0 && !paragraph.isEmpty) paragraph.break();
						// Words around the marks, so that they mark.
						const marked = line.trim() !== '' && Object.keys(runLook).length > 0;
						if (!marked) return paragraph.add(line, {});
						paragraph.add(' ', {});
						// Code that could be a tag or a link is written as text.
						paragraph.add(`x${line}x`, runLook.code && /[<\]!]/.test(line) ? {} : runLook);
						paragraph.add(' ', {});
					});
			}
			const runs = paragraph.take();
			if (runs.length === 0) return;
			const blocks: Block[] = [{ type: 'paragraph', runs }];
			const again = parse(formats.markdown.blocks(blocks));
			expect(formats.html.blocks(again)).toBe(formats.html.blocks(blocks));
		}),
		cases(250),
	);
});

it('No word of a mixture of Markdown and HTML is lost in any format.', () => {
	const markup = fc.constantFrom(
		...'*_~#>-+=|[]()!\\<&;.1 \n'.split(''),
		'\n\n',
		'    ',
		'**',
		'1. ',
		'- ',
		'> ',
		'---\n',
		'\n```\n',
		'\n| a | b |\n|---|---|\n| c',
		'<b>',
		'</b>',
		'<br>',
		'<p>',
		'</p>',
		'<div>',
		'<ul><li>',
		'<li>',
		'</ul>',
		'<table><tr><td>',
		'</td><td>',
		'</table>',
		'<pre>',
		'</pre>',
		'<ul>',
		'<ol>',
		'</li>',
		'<tr>',
		'<blockquote>',
		'\n```x y',
		'\n~~~x y',
		'~~~',
		'\n• ',
		'<br>– ',
	);
	fc.assert(
		fc.property(fc.array(fc.array(markup, { maxLength: 4 }), { maxLength: 6 }), (parts) => {
			const words = parts.map((_, index) => `word${index}`);
			const content = parts.map((signs, index) => ` ${words[index]} ${signs.join('')}`).join('');
			for (const format of formatNames) {
				expect(write(content, format).match(/word\d/g) ?? []).toEqual(words);
			}
		}),
		cases(500),
	);
});

describe('Deeply nested content', () => {
	it.each([
		[
			'lists of Markdown',
			Array.from({ length: 30 }, (_, n) => `${'  '.repeat(n)}- item ${n}`).join('\n'),
		],
		['lists of HTML', Array.from({ length: 60 }, (_, n) => `<ul><li>item ${n}`).join('')],
		[
			'quotations',
			Array.from({ length: 30 }, (_, n) => `${'>'.repeat(n + 1)} item ${n}\n`).join('\n'),
		],
		[
			'elements without effect',
			Array.from({ length: 500 }, (_, n) => `<div><b>item ${n}`).join(''),
		],
	])('No text of %s is lost, and the indentation stays readable.', (_, content) => {
		const items = content.match(/item \d+/g);
		for (const format of formatNames) {
			const written = write(content, format);
			expect(written.match(/item \d+/g)).toEqual(items);
		}
		const lines = write(content, 'text').split('\n');
		for (const line of lines) expect(/^ */.exec(line)?.[0].length).toBeLessThanOrEqual(30);
	});
});

import fc from 'fast-check';
import { formats, writeDocument } from '../../../nodes/Laddro/output/formats';

const two = [
	{ title: 'Summary', content: 'Engineer.' },
	{ title: 'Skills', content: 'SQL' },
];

describe('A document of several sections', () => {
	it.each([
		['markdown', '## Summary\n\nEngineer.\n\n## Skills\n\nSQL'],
		['html', '<h2>Summary</h2>\n<p>Engineer.</p>\n<h2>Skills</h2>\n<p>SQL</p>'],
		['text', 'Summary\nEngineer.\n\nSkills\nSQL'],
	] as const)('has a heading for each in %s', (format, document) => {
		expect(writeDocument(two, formats[format])).toBe(document);
	});

	it.each([
		['markdown', '## A\n\nx\n\n## B\n\ny'],
		['html', '<h2>A</h2>\n<p>x</p>\n<h2>B</h2>\n<p>y</p>'],
		['text', 'A\nx\n\nB\ny'],
	] as const)('does not keep the blanks around contents in %s', (format, document) => {
		const sections = [
			{ title: 'A', content: '\n\n x \n\n' },
			{ title: 'B', content: '\ty\r\n' },
		];
		expect(writeDocument(sections, formats[format])).toBe(document);
	});

	it.each([
		['markdown', '## A\n\n\n\n## B\n\ny'],
		['html', '<h2>A</h2>\n<h2>B</h2>\n<p>y</p>'],
		['text', 'A\n\n\nB\ny'],
	] as const)('keeps the heading of an empty section in %s', (format, document) => {
		const sections = [
			{ title: 'A', content: ' ' },
			{ title: 'B', content: 'y' },
		];
		expect(writeDocument(sections, formats[format])).toBe(document);
	});
});

describe('A document of one section', () => {
	it.each([
		['markdown', 'Engineer.'],
		['html', '<p>Engineer.</p>'],
		['text', 'Engineer.'],
	] as const)('has no heading in %s', (format, document) => {
		expect(writeDocument(two.slice(0, 1), formats[format])).toBe(document);
	});
});

it.each(Object.values(formats))('A document without sections is empty', (format) => {
	expect(writeDocument([], format)).toBe('');
});

describe('In Markdown and plain text', () => {
	it.each(['markdown', 'text'] as const)('content stands as the API sent it: %s', (format) => {
		const content = '- <b>a</b> & "b"\n\n\n- *c*\r\n  d';
		expect(writeDocument([{ title: 'A', content }], formats[format])).toBe(content);
		expect(formats[format].piece(' \n<b>')).toBe(' \n<b>');
	});
});

describe('In HTML', () => {
	const write = (content: string) => writeDocument([{ title: 'A', content }], formats.html);

	it.each([
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['<img src="x" onerror=\'y\'>', '<p>&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;</p>'],
		['Research & Development', '<p>Research &amp; Development</p>'],
		['&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
		['1 < 2 > 0', '<p>1 &lt; 2 &gt; 0</p>'],
	])('all that is no text is escaped: %s', (content, html) => {
		expect(write(content)).toBe(html);
	});

	it.each([
		['a\n\nb', '<p>a</p>\n<p>b</p>'],
		['a\r\n\r\nb', '<p>a</p>\n<p>b</p>'],
		['a\n \t\n\n\nb\n\nc', '<p>a</p>\n<p>b</p>\n<p>c</p>'],
		['a\n\n\nb', '<p>a</p>\n<p>b</p>'],
		['a\nb', '<p>a<br>\nb</p>'],
		['a\r\nb\nc', '<p>a<br>\nb<br>\nc</p>'],
		['a \n\nb', '<p>a </p>\n<p>b</p>'],
	])('blank lines part paragraphs, and line ends are kept: %j', (content, html) => {
		expect(write(content)).toBe(html);
	});

	it('a text of nothing but blanks between two words takes no time', () => {
		const content = `a${' '.repeat(1_000_000)}b`;
		const start = performance.now();
		expect(write(content).length).toBe(`<p>${content}</p>`.length);
		expect(performance.now() - start).toBeLessThan(5000);
	});

	it('titles are escaped, too', () => {
		const sections = [
			{ title: '<b>"A" & \'B\'</b>', content: 'x' },
			{ title: 'C', content: 'y' },
		];
		expect(writeDocument(sections, formats.html)).toContain(
			'<h2>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</h2>',
		);
	});

	it('a piece is escaped, and makes no paragraph', () => {
		expect(formats.html.piece(' <i>\n\nb')).toBe(' &lt;i&gt;<br>\n<br>\nb');
	});

	it('no text of the API becomes a tag, an attribute or an entity', () => {
		const text = fc.string({
			unit: fc.oneof(
				fc.constantFrom(
					'<',
					'>',
					'&',
					'"',
					"'",
					'\n',
					'\r\n',
					'\n\n',
					' ',
					'</p>',
					'<script>',
					'&lt;',
				),
				fc.string({ maxLength: 3 }),
			),
		});
		fc.assert(
			fc.property(fc.array(fc.record({ title: text, content: text })), text, (sections, piece) => {
				const own = /<\/?(?:h2|p)>|<br>/g;
				for (const html of [writeDocument(sections, formats.html), formats.html.piece(piece)]) {
					const rest = html.replace(own, '');
					expect(rest).not.toMatch(/[<>"']/);
					expect(rest.replace(/&(?:lt|gt|amp|quot|#39);/g, '')).not.toContain('&');
				}
			}),
			{ numRuns: 300 },
		);
	});
});

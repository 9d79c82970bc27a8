import fc from 'fast-check';
import { formats, writeDocument, type FormatName } from '../../../nodes/Laddro/output/formats';

const two = new Map([
	['summary', 'Engineer.'],
	['skills', 'SQL'],
]);

/** A document of these sections; what is given has the place of the content. */
function write(sections: Array<[section: string, content: string]>, format: FormatName): string {
	return writeDocument(new Map(sections), formats[format]);
}

describe('A document', () => {
	it.each([
		['markdown', '## Summary\n\nEngineer.\n\n## Skills\n\nSQL'],
		['html', '<h2>Summary</h2>\n<p>Engineer.</p>\n<h2>Skills</h2>\n<p>SQL</p>'],
		['text', 'Summary\nEngineer.\n\nSkills\nSQL'],
	] as const)('A document in %s has a heading for each section.', (format, document) => {
		expect(writeDocument(two, formats[format])).toBe(document);
	});

	it.each([
		['markdown', '## Summary\n\nEngineer.'],
		['html', '<h2>Summary</h2>\n<p>Engineer.</p>'],
		['text', 'Summary\nEngineer.'],
	] as const)(
		'A document in %s has a heading also when there is only one section.',
		(format, document) => {
			expect(write([['summary', 'Engineer.']], format)).toBe(document);
		},
	);

	it.each([
		['markdown', '## A\n\nx\n\n## B\n\ny'],
		['html', '<h2>A</h2>\n<p>x</p>\n<h2>B</h2>\n<p>y</p>'],
		['text', 'A\nx\n\nB\ny'],
	] as const)('A document in %s does not keep the blanks around contents.', (format, document) => {
		const sections: Array<[string, string]> = [
			['a', '\n\n x \n\n'],
			['b', '\ty\r\n'],
		];
		expect(write(sections, format)).toBe(document);
	});

	it.each([
		['markdown', '## A\n\n\n\n## B\n\ny'],
		['html', '<h2>A</h2>\n<h2>B</h2>\n<p>y</p>'],
		['text', 'A\n\n\nB\ny'],
	] as const)('A document in %s keeps the heading of an empty section.', (format, document) => {
		const sections: Array<[string, string]> = [
			['a', ' '],
			['b', 'y'],
		];
		expect(write(sections, format)).toBe(document);
	});

	it.each(Object.keys(formats) as FormatName[])(
		'A document in %s without any section is empty.',
		(format) => {
			expect(write([], format)).toBe('');
		},
	);
});

describe('A document in Markdown or plain text', () => {
	it.each([
		['markdown', '## A\n\n'],
		['text', 'A\n'],
	] as const)('In %s the content stands as the API sent it.', (format, heading) => {
		const content = '- <b>a</b> & "b"\n\n\n- *c*\r\n  d';
		expect(write([['a', content]], format)).toBe(heading + content);
		expect(formats[format].piece(' \n<b>')).toBe(' \n<b>');
	});
});

describe('A document in HTML', () => {
	const HEADING = '<h2>A</h2>\n';
	const htmlOf = (content: string) => write([['a', content]], 'html');

	it.each([
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['<img src="x" onerror=\'y\'>', '<p>&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;</p>'],
		['Research & Development', '<p>Research &amp; Development</p>'],
		['&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
		['1 < 2 > 0', '<p>1 &lt; 2 &gt; 0</p>'],
	])('Whatever HTML takes for more than text is escaped, as in %s', (content, html) => {
		expect(htmlOf(content)).toBe(HEADING + html);
	});

	it.each([
		['a\n\nb', '<p>a</p>\n<p>b</p>'],
		['a\r\n\r\nb', '<p>a</p>\n<p>b</p>'],
		['a\n \t\n\n\nb\n\nc', '<p>a</p>\n<p>b</p>\n<p>c</p>'],
		['a\n\n\nb', '<p>a</p>\n<p>b</p>'],
		['a\nb', '<p>a<br>\nb</p>'],
		['a\r\nb\nc', '<p>a<br>\nb<br>\nc</p>'],
		['a \n\nb', '<p>a </p>\n<p>b</p>'],
	])('Blank lines separate paragraphs, and line ends are kept, as in %j', (content, html) => {
		expect(htmlOf(content)).toBe(HEADING + html);
	});

	it('A million blanks between two words are written within seconds.', () => {
		const content = `a${' '.repeat(1_000_000)}b`;
		const start = performance.now();
		expect(htmlOf(content).length).toBe(`${HEADING}<p>${content}</p>`.length);
		expect(performance.now() - start).toBeLessThan(5000);
	});

	it('Titles are escaped as well.', () => {
		expect(write([['<b>"A" & \'B\'</b>', 'x']], 'html')).toBe(
			'<h2>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</h2>\n<p>x</p>',
		);
	});

	it('A piece is escaped, and makes no paragraph.', () => {
		expect(formats.html.piece(' <i>\n\nb')).toBe(' &lt;i&gt;<br>\n<br>\nb');
	});

	it('No text of the API becomes a tag, an attribute or an entity.', () => {
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
			fc.property(fc.array(fc.tuple(text, text)), text, (sections, piece) => {
				const own = /<\/?(?:h2|p)>|<br>/g;
				for (const html of [write(sections, 'html'), formats.html.piece(piece)]) {
					const rest = html.replace(own, '');
					expect(rest).not.toMatch(/[<>"']/);
					expect(rest.replace(/&(?:lt|gt|amp|quot|#39);/g, '')).not.toContain('&');
				}
			}),
			{ numRuns: 300 },
		);
	});
});

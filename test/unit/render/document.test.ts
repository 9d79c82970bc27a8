import {
	formats,
	writeDocument,
	type DocumentStyle,
	type FormatName,
} from '../../../nodes/Laddro/render/document';

const formatNames: readonly FormatName[] = ['markdown', 'html', 'text', 'slack'];

/** A document of these sections. */
async function write(
	sections: ReadonlyArray<readonly [section: string, content: string]>,
	format: FormatName,
	style: Partial<DocumentStyle> = {},
): Promise<string> {
	return await writeDocument(new Map(sections), { format, headings: true, ...style });
}

const RESUME = [
	['summary', 'Engineer.'],
	['skills', '- SQL\n- Go'],
] as const;

const LETTER = [
	['greeting', 'Dear hiring team,'],
	['opening', 'Your posting names Go.'],
	['closing', 'I would be glad to talk.\n\nKind regards\nMaya Okafor'],
] as const;

describe('A document with headings', () => {
	it.each([
		['markdown', '## Summary\n\nEngineer.\n\n## Skills\n\n- SQL\n- Go'],
		[
			'html',
			'<h2>Summary</h2>\n<p>Engineer.</p>\n<h2>Skills</h2>\n<ul>\n<li>SQL</li>\n<li>Go</li>\n</ul>',
		],
		['text', 'Summary\nEngineer.\n\nSkills\n- SQL\n- Go'],
		['slack', '*Summary*\nEngineer.\n\n*Skills*\n• SQL\n• Go'],
	] as const)('A document in %s has a heading for each section.', async (format, document) => {
		expect(await write(RESUME, format)).toBe(document);
	});

	it.each([
		['markdown', '## Summary\n\nEngineer.'],
		['html', '<h2>Summary</h2>\n<p>Engineer.</p>'],
		['text', 'Summary\nEngineer.'],
		['slack', '*Summary*\nEngineer.'],
	] as const)('A document in %s has one also for a single section.', async (format, document) => {
		expect(await write(RESUME.slice(0, 1), format)).toBe(document);
	});

	it.each([
		['markdown', '## Profil\n\nEngineer.'],
		['html', '<h2>Profil</h2>\n<p>Engineer.</p>'],
		['text', 'Profil\nEngineer.'],
		['slack', '*Profil*\nEngineer.'],
	] as const)('The headings in %s are in the language asked for.', async (format, document) => {
		expect(await write(RESUME.slice(0, 1), format, { language: 'de' })).toBe(document);
	});

	it.each([
		['markdown', '## &lt;b>"A" & \'B\'&lt;/b>\n\nx'],
		['html', '<h2>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;</h2>\n<p>x</p>'],
		['text', '<b>"A" & \'B\'</b>\nx'],
		['slack', '*&lt;b&gt;"A" &amp; \'B\'&lt;/b&gt;*\nx'],
	] as const)(
		'A title in %s is text, whatever the section is called.',
		async (format, document) => {
			expect(await write([['<b>"A" & \'B\'</b>', 'x']], format)).toBe(document);
		},
	);

	it.each(formatNames)('An empty section leaves no heading in %s.', async (format) => {
		const sections = [
			['a', ' \n'],
			['b', '<p> </p>'],
			['c', '<!-- nothing -->'],
			['d', '<p>&nbsp;</p>\u200b&zwnj;\u2028'],
		] as const;
		expect(await write(sections, format)).toBe('');
		expect(await write([...sections, ...RESUME], format)).toBe(await write(RESUME, format));
		expect(await write([...RESUME, ...sections], format)).toBe(await write(RESUME, format));
	});

	it.each(formatNames)('A section without a name has no heading in %s.', async (format) => {
		const sections = [['', 'Engineer.']] as const;
		expect(await write(sections, format)).toBe(await write(sections, format, { headings: false }));
	});

	it.each([
		['markdown', '## A\n\nx\n\n## B\n\ny'],
		['html', '<h2>A</h2>\n<p>x</p>\n<h2>B</h2>\n<p>y</p>'],
		['text', 'A\nx\n\nB\ny'],
		['slack', '*A*\nx\n\n*B*\ny'],
	] as const)(
		'A document in %s does not keep the blanks around contents.',
		async (format, document) => {
			const sections = [
				['a', '\n\n x \n\n'],
				['b', '\ty\r\n'],
			] as const;
			expect(await write(sections, format)).toBe(document);
		},
	);
});

describe('The head of a document', () => {
	it.each([
		['markdown', 'Maya Okafor  \nBerlin · maya@example.com\n\n## Summary\n\nEngineer.'],
		[
			'html',
			'<p>Maya Okafor<br>\nBerlin · <a href="mailto:maya@example.com">maya@example.com</a></p>\n<h2>Summary</h2>\n<p>Engineer.</p>',
		],
		['text', 'Maya Okafor\nBerlin · maya@example.com\n\nSummary\nEngineer.'],
		['slack', 'Maya Okafor\nBerlin · maya@example.com\n\n*Summary*\nEngineer.'],
	] as const)('Personal details in %s have no heading.', async (format, document) => {
		for (const section of ['header', 'personal', 'personalDetails']) {
			const head = [section, 'Maya Okafor\nBerlin · maya@example.com'] as const;
			expect(await write([['custom', ' '], head, ['summary', 'Engineer.']], format)).toBe(document);
		}
	});

	it.each(formatNames)('They have one in %s where another section comes first.', async (format) => {
		const sections = [['summary', 'Engineer.'] as const, ['header', 'Maya Okafor'] as const];
		expect(await write(sections, format)).toContain('Personal Details');
	});

	it.each(formatNames)("The employer's details are no part of a letter in %s.", async (format) => {
		const letter = [['letterContent', 'Dear hiring team'] as const];
		const sections = [['employerDetails', 'Acme Ltd'] as const, ...letter];
		expect(await write(sections, format)).toBe(await write(letter, format));
	});
});

describe('A document without headings', () => {
	it.each([
		[
			'markdown',
			'Dear hiring team,\n\nYour posting names Go.\n\nI would be glad to talk.\n\nKind regards  \nMaya Okafor',
		],
		[
			'html',
			'<p>Dear hiring team,</p>\n<p>Your posting names Go.</p>\n<p>I would be glad to talk.</p>\n<p>Kind regards<br>\nMaya Okafor</p>',
		],
		[
			'text',
			'Dear hiring team,\n\nYour posting names Go.\n\nI would be glad to talk.\n\nKind regards\nMaya Okafor',
		],
		[
			'slack',
			'Dear hiring team,\n\nYour posting names Go.\n\nI would be glad to talk.\n\nKind regards\nMaya Okafor',
		],
	] as const)('A letter in %s reads as a person would write it.', async (format, document) => {
		expect(await write(LETTER, format, { headings: false })).toBe(document);
	});
});

it.each(formatNames)('A document in %s without any section is empty.', async (format) => {
	expect(await write([], format)).toBe('');
});

describe('A piece of a section', () => {
	it.each([
		['markdown', ' <i>\n\nb &'],
		['text', ' <i>\n\nb &'],
		['html', ' &lt;i&gt;<br>\n<br>\nb &amp;'],
		['slack', ' &lt;i&gt;\n\nb &amp;'],
	] as const)('A piece in %s is not read as markup.', (format, piece) => {
		expect(formats[format].piece(' <i>\n\nb &')).toBe(piece);
	});
});

describe('A document that is too long for its markup to be read', () => {
	it.each(formatNames)('An empty section leaves no heading in %s.', async (format) => {
		const filler = ['b', 'x'.repeat(2 ** 20)] as const;
		const empty = ['a', '\u200b'] as const;
		expect(await write([empty, filler], format)).toBe(await write([filler], format));
	});

	const lines = '**bold** <b>5 & 6</b>\n'.repeat(50_000);

	it.each([
		['markdown', '\\*\\*bold\\*\\* &lt;b>5 & 6&lt;/b>'],
		['html', '**bold** &lt;b&gt;5 &amp; 6&lt;/b&gt;'],
		['text', '**bold** <b>5 & 6</b>'],
		['slack', '**bold** &lt;b&gt;5 &amp; 6&lt;/b&gt;'],
	] as const)('It is written as plain text, escaped for %s.', async (format, line) => {
		const document = await write([['summary', lines]], format);
		expect(document.split(line)).toHaveLength(50_001);
	});
});

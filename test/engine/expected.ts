import type { IDataObject } from 'n8n-workflow';
import { multilingualPeople, personOf, write, type Operation } from '../../emulator';

/** Section names and contents, in the order of the stream. */
export type Sections = ReadonlyArray<readonly [section: string, content: string]>;

export type Output = 'sections' | 'document';

/** The ids of stored documents, which the emulator draws. */
const documentId: unknown = expect.any(String);
export type DocumentFormat = 'markdown' | 'html' | 'text' | 'slack';

/** What the emulator of a `Stage` generates for a posting, each section whole. */
export function generated(
	operation: Operation,
	jobDescription: string,
	resumeId = multilingualPeople[0]?.id ?? '',
): Sections {
	const sections = new Map<string, string>();
	for (const { section, content } of write(operation, personOf(resumeId), { jobDescription })) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return [...sections];
}

/** The titles of all sections of the emulator. */
const titles = new Map([
	['header', 'Personal Details'],
	['summary', 'Summary'],
	['work_experience', 'Work Experience'],
	['skills', 'Skills'],
	['education', 'Education'],
	['certificates', 'Certificates'],
	['languages', 'Languages'],
	['highlights', 'Highlights'],
	['greeting', 'Greeting'],
	['opening', 'Opening'],
	['body', 'Body'],
	['closing', 'Closing'],
	['signature', 'Signature'],
	['__proto__', 'Proto'],
	['constructor', 'Constructor'],
	['toString', 'To String'],
	['a<b>&"c"', 'A<b>&"c"'],
	...Array.from({ length: 20 }, (_, n) => [`section_${n + 1}`, `Section ${n + 1}`] as const),
]);

/** Whether a section has a heading in a resume: the person's name and address, with which it begins, have none. */
export function hasHeading(section: string): boolean {
	return section !== 'header';
}

export function titleOf(section: string): string {
	const title = titles.get(section);
	if (title === undefined) throw new Error(`No title is known for the section ${section}`);
	return title;
}

/** What the node was asked for, and what arrived. */
export interface Result {
	operation: Operation;
	resumeId: string | null;
	sections: Sections;
	/** Set when the stream broke and what had arrived is kept. */
	interruption?: string;
}

/** The output items of one input item. */
export function outputItems(
	result: Result,
	output: Output,
	format: DocumentFormat = 'markdown',
): IDataObject[] {
	const { operation, resumeId, sections, interruption } = result;
	const sectionCount = sections.length;
	const ending =
		interruption === undefined ? { complete: true } : { complete: false, interruption };
	if (output === 'sections') {
		return sections.map(([section, content], sectionIndex) => ({
			operation,
			resumeId,
			section,
			title: titleOf(section),
			content,
			sectionIndex,
			sectionCount,
			documentId,
			...ending,
		})) as IDataObject[];
	}
	return [
		{
			operation,
			resumeId,
			document: documentOf(operation, sections, format),
			format,
			sections: Object.fromEntries(sections),
			sectionOrder: sections.map(([section]) => section),
			sectionCount,
			documentId,
			...ending,
		} as IDataObject,
	];
}

/**
 * The output item of a PDF file.
 *
 * @param isWhole not so for a ZIP file of both documents that can't be unpacked
 */
export function fileItem(
	operation: Operation | 'both',
	resumeId: string | null,
	isWhole = true,
): IDataObject {
	const isBoth = operation === 'both';
	const fileName = expect.stringMatching(isWhole ? /^[^/\\]+\.pdf$/ : /^[^/\\]+\.zip$/);
	return {
		fileName,
		mimeType: isWhole ? 'application/pdf' : 'application/zip',
		fileSize: expect.any(Number),
		...(isBoth &&
			isWhole && { coverLetterFileName: fileName, coverLetterFileSize: expect.any(Number) }),
		operation,
		resumeId,
		documentId,
		...(isBoth && { coverLetterId: documentId }),
		...(!isWhole && { unpacked: false }),
		complete: true,
	} as IDataObject;
}

/** A letter has no headings. */
function documentOf(operation: Operation, sections: Sections, format: DocumentFormat): string {
	const { heading, paragraph, item, list, between } = written[format];
	const parts = sections.map(([section, content]) => {
		const title = operation === 'tailor' && hasHeading(section) ? heading(titleOf(section)) : '';
		const hostile = hostileContents.get(content.slice(0, 9));
		if (hostile) return title + hostile[format];
		const blocks = content
			.trim()
			.split('\n\n')
			.map((block) => {
				const lines = block.split('\n');
				const items = lines.filter((line) => line.startsWith('- '));
				const text = lines.filter((line) => !line.startsWith('- '));
				return [
					...(text.length > 0 ? [paragraph(text)] : []),
					...(items.length > 0 ? [list(items.map((line) => item(line.slice(2))))] : []),
				].join(format === 'html' ? '\n' : format === 'markdown' ? '\n\n' : '\n');
			});
		return title + blocks.join(between);
	});
	return parts.join(between);
}

/** What becomes of the contents of the fault `markup`, by how they begin. */
const hostileContents = new Map<string, Record<DocumentFormat, string>>([
	[
		'# Not a h',
		{
			markdown: '### Not a heading\n\nResearch & "development" **lead**',
			html: '<h3>Not a heading</h3>\n<p>Research &amp; &quot;development&quot; <strong>lead</strong></p>',
			text: 'Not a heading\nResearch & "development" lead',
			slack: '*Not a heading*\nResearch &amp; "development" *lead*',
		},
	],
	[
		'## Skills',
		{
			markdown: '### Skills\n\n- a link',
			html: '<h3>Skills</h3>\n<ul>\n<li>a link</li>\n</ul>',
			text: 'Skills\n- a link',
			slack: '*Skills*\n• a link',
		},
	],
]);

const bold = (text: string, start: string, end = start): string =>
	text.replace(/\*\*(.+?)\*\*/g, `${start}$1${end}`);

/** How each format writes what the emulator's texts are made of: paragraphs, lists and bold words. */
const written = {
	markdown: {
		heading: (title: string) => `## ${title.replace('<', '&lt;')}\n\n`,
		paragraph: (lines: string[]) => lines.join('  \n'),
		item: (text: string) => `- ${text}`,
		list: (items: string[]) => items.join('\n'),
		between: '\n\n',
	},
	html: {
		heading: (title: string) => `<h2>${inHtml(title)}</h2>\n`,
		paragraph: (lines: string[]) =>
			`<p>${bold(inHtml(lines.join('\n')), '<strong>', '</strong>')}</p>`,
		item: (text: string) => `<li>${bold(inHtml(text), '<strong>', '</strong>')}</li>`,
		list: (items: string[]) => `<ul>\n${items.join('\n')}\n</ul>`,
		between: '\n',
	},
	text: {
		heading: (title: string) => `${title}\n`,
		paragraph: (lines: string[]) => bold(lines.join('\n'), ''),
		item: (text: string) => `- ${bold(text, '')}`,
		list: (items: string[]) => items.join('\n'),
		between: '\n\n',
	},
	slack: {
		heading: (title: string) => `*${inSlack(title)}*\n`,
		paragraph: (lines: string[]) => bold(inSlack(lines.join('\n')), '*'),
		item: (text: string) => `• ${bold(inSlack(text), '*')}`,
		list: (items: string[]) => items.join('\n'),
		between: '\n\n',
	},
} satisfies Record<DocumentFormat, object>;

function inSlack(text: string): string {
	return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function inHtml(text: string): string {
	return text
		.replace(/[&<>"']/g, (character) => entities[character] ?? character)
		.replace(/[\w.]+@[\w.]+\.\w+/g, '<a href="mailto:$&">$&</a>')
		.replaceAll('\n', '<br>\n');
}

import type { IDataObject } from 'n8n-workflow';
import { multilingualPeople, personOf, write, type Operation } from '../../emulator';

/** Section names and contents, in the order of the stream. */
export type Sections = ReadonlyArray<readonly [section: string, content: string]>;

export type Output = 'sections' | 'document';
export type DocumentFormat = 'markdown' | 'html' | 'text';

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
			...ending,
		}));
	}
	return [
		{
			operation,
			resumeId,
			document: documentOf(sections, format),
			format,
			sections: Object.fromEntries(sections),
			sectionOrder: sections.map(([section]) => section),
			sectionCount,
			...ending,
		},
	];
}

function documentOf(sections: Sections, format: DocumentFormat): string {
	const parts = sections.map(([section, content]) => {
		const title = titleOf(section);
		const text = content.trim();
		if (format === 'markdown') return `## ${title}\n\n${text}`;
		if (format === 'text') return `${title}\n${text}`;
		const paragraphs = text.split('\n\n').map((paragraph) => `<p>${inHtml(paragraph)}</p>`);
		return [`<h2>${inHtml(title)}</h2>`, ...paragraphs].join('\n');
	});
	return parts.join(format === 'html' ? '\n' : '\n\n');
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
		.replaceAll('\n', '<br>\n');
}

import { breather } from '../common/clock';
import { titleOf } from '../common/title';
import type { Block, Writer } from './tree';
import { htmlWriter } from './html';
import { markdownWriter } from './markdown';
import { parse } from './parse';
import { piecesOf } from './pieces';
import { slackWriter } from './slack';
import { textWriter } from './text';
import { isVisible } from '../common/visible';

/** The values of the parameter `documentFormat`. In all but the first, text from the API is read and cleaned. */
export const formats = {
	/** For what goes around contents that come out as they came. */
	asSent: markdownWriter,
	markdown: markdownWriter,
	html: htmlWriter,
	text: textWriter,
	slack: slackWriter,
} as const satisfies Record<string, Writer>;

export type FormatName = keyof typeof formats;

/** How the sections of a document are written. */
export interface DocumentStyle {
	readonly format: FormatName;
	/** Whether each section has a heading. */
	readonly headings: boolean;
	/** The code of the language that was asked for, if one was: headings are in it where their words are known. */
	readonly language?: string;
}

/**
 * Characters of the longest document whose markup is read. Real documents are shorter, and reading 64 MiB would
 * block n8n for half a minute.
 */
const LONGEST_READ = 2 ** 20;

/** Sections with a person's name and address: a document begins with them, and they need no heading. */
export const HEADS: readonly string[] = ['personal', 'header', 'personalDetails'];

/** Writes sections as one document. A section without any content is left out, its heading included. */
export async function writeDocument(
	sections: ReadonlyMap<string, string>,
	style: DocumentStyle,
): Promise<string> {
	const { separator } = formats[style.format];
	let document = '';
	for (const [section, content] of await readContents(sections, style.format)) {
		if (isLeftOut(section) || content === '') continue;
		const isFirst = document === '';
		if (!isFirst) document += separator;
		const written = style.format === 'asSent' ? sections.get(section) : content;
		document += headingOf(section, style, isFirst) + written;
	}
	return document;
}

/** Writes the content of each section; empty where it has none. */
export async function writeContents(
	sections: ReadonlyMap<string, string>,
	format: FormatName,
): Promise<ReadonlyMap<string, string>> {
	return format === 'asSent' ? sections : await readContents(sections, format);
}

async function readContents(
	sections: ReadonlyMap<string, string>,
	format: FormatName,
): Promise<ReadonlyMap<string, string>> {
	const toBlocks = parserFor(sections);
	const { blocks, separator } = formats[format];
	const breathe = breather();
	const contents = new Map<string, string>();
	for (const [section, text] of sections) {
		const parts: string[] = [];
		for (const piece of piecesOf(text)) {
			await breathe();
			const read = toBlocks(piece);
			await breathe();
			parts.push(blocks(read));
		}
		contents.set(section, parts.filter((part) => part !== '').join(separator));
	}
	return contents;
}

/** Whether a section is no part of the document: a letter names its reader where it needs to. */
export function isLeftOut(section: string): boolean {
	return section === 'employerDetails';
}

/**
 * A section's heading, with what separates it from the content; empty where there is none.
 *
 * @param isFirst whether the document begins with the section
 */
export function headingOf(
	section: string,
	{ format, headings, language }: DocumentStyle,
	isFirst: boolean,
): string {
	if (!headings || (isFirst && HEADS.includes(section))) return '';
	const title = titleOf(section, language);
	return isVisible(title) ? formats[format].heading(title) : '';
}

/** What turns a section of this document into blocks. */
function parserFor(sections: ReadonlyMap<string, string>): (content: string) => readonly Block[] {
	let length = 0;
	for (const content of sections.values()) length += content.length;
	return length > LONGEST_READ ? asPlainText : parse;
}

function asPlainText(content: string): readonly Block[] {
	return isVisible(content) ? [{ type: 'paragraph', runs: [{ text: content.trim() }] }] : [];
}

import { titleOf } from '../common/title';
import type { Block, Writer } from './tree';
import { htmlWriter } from './html';
import { markdownWriter } from './markdown';
import { slackWriter } from './slack';
import { textWriter } from './text';

/** The values of the parameter `documentFormat`. All text from the API that reaches people goes through one of these. */
export const formats = {
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

/** Writes sections as one document. A section without any content is left out, its heading included. */
export async function writeDocument(
	sections: ReadonlyMap<string, string>,
	{ format, headings, language }: DocumentStyle,
): Promise<string> {
	const parse = await parserFor(sections);
	const { heading, blocks, separator } = formats[format];
	let document = '';
	for (const [section, text] of sections) {
		const content = blocks(parse(text));
		if (content === '') continue;
		if (document !== '') document += separator;
		if (headings) document += heading(titleOf(section, language));
		document += content;
	}
	return document;
}

/** Returns what turns a section of this document into blocks. */
async function parserFor(
	sections: ReadonlyMap<string, string>,
): Promise<(content: string) => readonly Block[]> {
	let length = 0;
	for (const content of sections.values()) length += content.length;
	if (length > LONGEST_READ) return asPlainText;
	// The parsers are most of the package's code: n8n, which loads the node at its start, does not have to wait for them.
	const { parse } = await import('./parse');
	return parse;
}

function asPlainText(content: string): readonly Block[] {
	return [{ type: 'paragraph', runs: [{ text: content.trim() }] }];
}

import escapeHtml from 'escape-html';
import type { Sections } from '../stream/streamReader';
import { titleOf } from './title';

/** How a document is written. All text from the API passes through one of these functions. */
export interface Format {
	heading: (title: string) => string;
	/** A whole section. */
	content: (text: string) => string;
	/** A piece of a section, which may begin and end anywhere. */
	piece: (text: string) => string;
}

/** A line's end and one or several blank lines. It begins with a line's end, so that a long run of blanks is cheap. */
const PARAGRAPH_BREAK = /\r?\n(?:[ \t]*\r?\n)+/;

/** The values of the parameter `documentFormat`. */
export const formats = {
	markdown: {
		heading: (title) => `## ${title}\n\n`,
		content: (text) => `${text.trim()}\n\n`,
		piece: (text) => text,
	},
	html: {
		heading: (title) => `<h2>${escapeHtml(title)}</h2>\n`,
		content: (text) =>
			text
				.trim()
				.split(PARAGRAPH_BREAK)
				.filter((paragraph) => paragraph !== '')
				.map((paragraph) => `<p>${escapeLines(paragraph)}</p>\n`)
				.join(''),
		piece: escapeLines,
	},
	text: {
		heading: (title) => `${title}\n`,
		content: (text) => `${text.trim()}\n\n`,
		piece: (text) => text,
	},
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/**
 * Writes sections as one document, with a heading for each.
 *
 * In Markdown and text the content stands as the API sent it. In HTML all of it is escaped, so that a job posting
 * can't smuggle a script or a tracking image into somebody's mail.
 */
export function writeDocument(sections: Sections, { heading, content }: Format): string {
	let document = '';
	let last = '';
	for (const [section, text] of sections) {
		document += last;
		last = heading(titleOf(section)) + content(text);
	}
	// Added up and not joined, so that V8 keeps references to the contents instead of one more copy of them.
	return document + last.trimEnd();
}

function escapeLines(text: string): string {
	return escapeHtml(text).replace(/\r?\n/g, '<br>\n');
}

import escapeHtml from 'escape-html';

/** How text is written down. Whatever came from the API goes through one of the two functions. */
export interface Format {
	heading: (title: string) => string;
	/** A whole section. */
	content: (text: string) => string;
	/** A piece of a section, which may begin and end anywhere. */
	piece: (text: string) => string;
}

/** A line's end and a blank line, or several. It begins with the one, so that a long run of blanks is cheap. */
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
 * Writes sections down as one document: a heading for each, none where there is only one.
 *
 * Not ours to change: in Markdown and text the content stands as the API sent it. In HTML all of it is escaped, so
 * that a job posting can't smuggle a script or a tracking image into somebody's mail.
 */
export function writeDocument(
	sections: Iterable<{ title: string; content: string }>,
	{ heading, content }: Format,
): string {
	const all = [...sections];
	return all
		.map((section) => (all.length > 1 ? heading(section.title) : '') + content(section.content))
		.join('')
		.trimEnd();
}

function escapeLines(text: string): string {
	return escapeHtml(text).replace(/\r?\n/g, '<br>\n');
}

import type { DocumentText } from '../output/items';
import type { LivePart } from '../output/live';
import { writeDocument, type DocumentStyle } from '../render/document';
import type { Sections } from '../stream/streamReader';
import { plainText, spoken } from './isResult';

/** Sends live what the caller has not seen yet of a document that did not come as a stream, or not all of it. */
export async function passOn(
	{ sections, locale }: DocumentText,
	style: DocumentStyle,
	part: LivePart | undefined,
	seen: Sections = new Map(),
): Promise<void> {
	if (!part) return;
	const language = style.language ?? locale;
	const format = style.format === 'markdown' ? 'markdown' : 'text';
	// Live text is escaped and not rendered, so tags must not get into it.
	const withoutTags = async (content: string) =>
		/<[a-z/!]/i.test(content)
			? await writeDocument(new Map([['', content]]), { format, headings: false })
			: content;
	const seenWords = ` ${spoken(await plainText(seen))} `;
	for (const [section, content] of sections) {
		const words = spoken(await plainText([[section, content]]));
		if (seenWords.includes(` ${words} `)) continue;
		const before = seen.get(section);
		// A section that was cut short goes on where it broke, or comes whole again.
		const goesOn = before !== undefined && content.startsWith(before);
		const piece = goesOn
			? { section, content: content.slice(before.length), first: false }
			: { section, content: await withoutTags(content), first: true };
		part.piece(piece, { ...style, language });
	}
}

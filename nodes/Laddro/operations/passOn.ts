import { breather } from '../common/clock';
import type { DocumentText } from '../output/items';
import type { LivePart } from '../output/live';
import { writeDocument, type DocumentStyle } from '../render/document';
import type { Sections } from '../stream/streamReader';
import { plainText, spoken } from './isResult';

/** What the caller of a live response has seen of a document. */
interface Seen {
	readonly arrived: Sections;
	/** The section that was cut short. */
	readonly cutSection?: string;
}

/** Sends live what the caller has not seen yet of a document that did not come as a stream, or not all of it. */
export async function passOn(
	{ sections, locale }: DocumentText,
	style: DocumentStyle,
	part: LivePart | undefined,
	{ arrived, cutSection = '' }: Seen = { arrived: new Map() },
): Promise<void> {
	if (!part) return;
	const known = { ...style, language: style.language ?? locale };
	const whole = sections.get(cutSection) ?? '';
	const before = arrived.get(cutSection) ?? '';
	// A section that was cut short goes on where it broke, before anything else, or comes whole again.
	const goesOn = before !== '' && whole.startsWith(before);
	if (goesOn) {
		part.piece({ section: cutSection, content: whole.slice(before.length), first: false }, known);
	}
	// Live text is escaped and not rendered, so tags must not get into it.
	const format = style.format === 'markdown' ? 'markdown' : 'text';
	const breathe = breather();
	const seen = new Set<string>();
	for await (const line of linesOf(await plainText(arrived), breathe)) seen.add(line);
	for (const [section, content] of sections) {
		if (goesOn && section === cutSection) continue;
		const one: Sections = new Map([[section, content]]);
		let isNew = false;
		for await (const line of linesOf(await plainText(one), breathe)) {
			isNew = !seen.has(line);
			if (isNew) break;
		}
		if (!isNew) continue;
		const hasTags = /<[a-z/!]/i.test(content);
		const text = hasTags ? await writeDocument(one, { format, headings: false }) : content;
		part.piece({ section, content: text, first: true }, known);
	}
}

/** The words of each line that has any. */
async function* linesOf(text: string, breathe: () => Promise<void>): AsyncGenerator<string> {
	for (const line of text.split('\n')) {
		await breathe();
		const words = spoken(line);
		if (words !== '') yield words;
	}
}

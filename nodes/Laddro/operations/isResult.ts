import { breather, systemClock } from '../common/clock';
import { isDateWord } from '../common/dateWords';
import type { Copy } from './readBack';
import { writeDocument } from '../render/document';
import type { Sections } from '../stream/streamReader';

/** What is known of a result before its copy is read. */
export interface Expected {
	/** The id of the resume that was sent; `null` for the account's default one; not set for a letter or a file. */
	readonly source?: string | null;
	/** What had arrived of it. */
	readonly arrived: Sections;
	/** The section whose last line was cut short, of a stream that broke. */
	readonly cutSection?: string;
	/** When the document was asked for, in milliseconds since 1970 by the server's clock, where it is known. */
	readonly sentAt?: number;
}

/** Milliseconds by which a copy may seem older than its request: the server's clock is told in whole seconds. */
const GRACE = 2000;

/** Whether a stored copy can be what a call has generated, and not its source or an older version. */
export async function isResult(copy: Copy, expected: Expected): Promise<boolean> {
	if (isSource(copy, expected.source)) return false;
	if (expected.arrived.size > 0) return await containsArrived(copy.sections, expected);
	const { updatedAt, createdAt } = copy.fields;
	const date = Date.parse(String(updatedAt ?? createdAt ?? ''));
	return !(date < (expected.sentAt ?? -Infinity) - GRACE);
}

/** Whether a document is the resume that was sent. */
export function isSource(
	{ documentId, fields }: Pick<Copy, 'fields'> & { documentId?: string },
	source: string | null | undefined,
): boolean {
	if (source === undefined) return false;
	return source === null ? fields.isDefault === true : documentId === source;
}

/** Milliseconds of work without a pause, so that n8n can do other things meanwhile. */
const WORKING_TIME = 20;

/** Words of a line that is long enough to tell a document from an older version. */
const LONG_LINE = 5;

/** Letters of a word that tells something. */
const LONG_WORD = 4;

/** What is left of a tag or an entity that was cut in the middle. */
const CUT_MARKUP = /(<[^<>]*|&#?\w*)$/;

/**
 * Whether what had arrived is in a copy, in whichever section: each long line, and at least half of the short ones. The
 * copy may write the dates of an item in another way, and its parts in another order.
 */
async function containsArrived(
	copy: Sections,
	{ arrived, cutSection }: Expected,
): Promise<boolean> {
	const text = await plainText(copy);
	const breathe = breather(systemClock, WORKING_TIME);
	const itemsWith = new Map<string, Set<number>>();
	for (const [item, words] of text
		.split(/\n{2,}/)
		.map(wordsOf)
		.entries()) {
		for (const word of words) {
			const known = itemsWith.get(word);
			if (known) known.add(item);
			else itemsWith.set(word, new Set([item]));
		}
		await breathe();
	}
	/** Where lines and sentences begin in the words of the copy. */
	const starts = new Set<number>();
	let all = '';
	for (const sentence of text.split(/\n|(?<=[.!?])\s/)) {
		starts.add(all.length);
		all += wordsOf(sentence)
			.map((word) => ` ${word}`)
			.join('');
		await breathe();
	}
	all += ' ';
	const isBeginning = (words: string) => {
		let at = all.indexOf(` ${words}`);
		while (at >= 0 && !starts.has(at)) at = all.indexOf(` ${words}`, at + 1);
		return at >= 0;
	};
	const isInItem = (words: readonly string[]) => {
		const telling = words.filter(isTelling).map((word) => itemsWith.get(word) ?? new Set());
		const [rarest = [], ...others] = telling.sort((one, other) => one.size - other.size);
		return [...rarest].some((item) => others.every((items) => items.has(item)));
	};
	const isThere = (words: readonly string[]) =>
		isInItem(words) || all.includes(` ${words.join(' ')} `);

	let short = 0;
	let shortThere = 0;
	for (const [section, content] of arrived) {
		const isCut = section === cutSection && !content.endsWith('\n');
		const lines = await plainText([[section, isCut ? content.replace(CUT_MARKUP, '') : content]]);
		const whole = lines.split('\n');
		const last = isCut ? wordsOf(whole.pop() ?? '') : [];
		// A line of facts may be whole although nothing came after it.
		const isFacts = last.length >= LONG_LINE && isInItem(last);
		if (last.length > 0 && !isBeginning(last.join(' ')) && !isFacts) return false;
		for (const words of whole.map(wordsOf).filter((line) => line.some(hasLetter))) {
			await breathe();
			const found = isThere(words);
			if (words.length >= LONG_LINE && !found) return false;
			if (words.length >= LONG_LINE) continue;
			short++;
			if (found) shortThere++;
		}
	}
	return shortThere * 2 >= short;
}

/** Sections as plain text. */
export async function plainText(sections: Iterable<[string, string]>): Promise<string> {
	return await writeDocument(new Map(sections), { format: 'text', headings: false });
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** The words of a text, without anything else. */
export function spoken(text: string): string {
	return wordsOf(text).join(' ');
}

function hasLetter(word: string): boolean {
	return /\p{L}/u.test(word);
}

function isTelling(word: string): boolean {
	return hasLetter(word) && word.length >= LONG_WORD && !isDateWord(word);
}

import { breather } from '../common/clock';
import { isDateWord } from '../common/dateWords';
import { untilAborted } from '../common/untilAborted';
import type { Copy } from './readBack';
import { writeDocument } from '../render/document';
import type { Sections } from '../stream/streamReader';
import { Sequences } from './sequences';

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

/**
 * Whether a stored copy can be what a call has generated, and not its source or an older version.
 *
 * @param signal ends the comparison: the copy does not count then
 */
export async function isResult(
	copy: Copy,
	expected: Expected,
	signal = new AbortController().signal,
): Promise<boolean> {
	if (isSource(copy, expected.source)) return false;
	const comparison = containsArrived(copy.sections, expected, pauser(signal));
	const ended = await untilAborted(comparison, signal);
	if (!ended) return false;
	return ended.value ?? !(dateOf(copy) < (expected.sentAt ?? -Infinity) - GRACE);
}

/** A date and time without a zone. */
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/;

/** `NaN` where it has none. Without a zone it is UTC, as APIs write it, and not n8n's own time. */
function dateOf({ fields: { updatedAt, createdAt } }: Copy): number {
	const date = [updatedAt, createdAt].find(
		(value) => typeof value === 'string' || typeof value === 'number',
	);
	return Date.parse(String(date).replace(WITHOUT_ZONE, '$1T$2Z'));
}

/** Whether a document is the resume that was sent. */
export function isSource(
	{ documentId, fields }: Pick<Copy, 'fields'> & { documentId?: string },
	source: string | null | undefined,
): boolean {
	if (source === undefined) return false;
	return source === null ? fields.isDefault === true : documentId === source;
}

/** Words of a line that is long enough to tell a document from an older version. */
const LONG_LINE = 5;

/** Letters of a word that tells something. */
const LONG_WORD = 4;

/** Steps of work between two looks at the time. */
const STEPS = 256;

/** Words, and what separates items (empty lines), lines and sentences. */
const TOKENS = /[\p{L}\p{M}\p{N}]+|\n+|(?<=[.!?])\s/gu;

/** What is left of a link's address, a tag or an entity that was cut in the middle. */
const CUT_MARKUP = /(\]\([^()\n]*(\([^()\n]*\)[^()\n]*)*(\([^()\n]*)?|<[^<>]*|&#?\w*)$/;

/** What had arrived, as words. */
interface Arrived {
	/** The lines that have any. */
	readonly lines: readonly string[][];
	/** What came of a line that was cut short; empty where none was. */
	readonly cutLine: readonly string[];
}

type Pause = () => Promise<void>;

async function readArrived({ arrived, cutSection }: Expected, pause: Pause): Promise<Arrived> {
	const lines: string[][] = [];
	let cutLine: string[] = [];
	for (const [section, content] of arrived) {
		const isCut = section === cutSection && !content.endsWith('\n');
		const text = await plainText([[section, isCut ? content.replace(CUT_MARKUP, '') : content]]);
		let line: string[] = [];
		for (const [token] of text.toLowerCase().matchAll(TOKENS)) {
			await pause();
			if (isWord(token)) line.push(token);
			else if (token.includes('\n')) {
				if (line.length > 0) lines.push(line);
				line = [];
			}
		}
		if (isCut) cutLine = line;
		else if (line.length > 0) lines.push(line);
	}
	return { lines, cutLine };
}

/**
 * Whether what had arrived is in a copy, in whichever section: each long line, and at least half of the short ones. The
 * copy may write the dates of an item in another way, and its parts in another order. `undefined` where nothing had.
 */
async function containsArrived(
	copy: Sections,
	expected: Expected,
	pause: Pause,
): Promise<boolean | undefined> {
	const { lines, cutLine } = await readArrived(expected, pause);
	if (lines.length === 0 && cutLine.length === 0) return undefined;
	const { words, numbers, starts, itemsWith } = await readCopy(copy, pause);
	/** By what tells something of a line: whether one item has it all. */
	const areTogether = new Map<string, boolean>();
	const isInItem = async (line: readonly string[]) => {
		const telling = line.filter(isTelling);
		const key = telling.join(' ');
		const known = areTogether.get(key);
		if (known !== undefined) return known;
		const [rarest = [], ...others] = telling
			.map((word) => itemsWith.get(word) ?? new Set())
			.sort((one, other) => one.size - other.size);
		let found = false;
		for (const item of rarest) {
			await pause();
			found = others.every((items) => items.has(item));
			if (found) break;
		}
		areTogether.set(key, found);
		return found;
	};
	const sequences = new Sequences(numbers.size, pause);
	/** Adds a line to what is searched for in the copy, if it has all the words. */
	const search = async (line: readonly string[], isWatched = false) => {
		const known = line.flatMap((word) => numbers.get(word) ?? []);
		return known.length === line.length ? await sequences.add(known, isWatched) : undefined;
	};
	const searched: Array<{ isLong: boolean; isFound: () => boolean }> = [];
	for (const line of lines) {
		await pause();
		if (!line.some(hasLetter)) continue;
		const isFound = (await isInItem(line)) ? () => true : await search(line);
		const isLong = line.length >= LONG_LINE;
		if (isLong && !isFound) return false;
		searched.push({ isLong, isFound: isFound ?? (() => false) });
	}
	// A line of facts may be whole although nothing came after it.
	let isCutLineThere =
		cutLine.length === 0 || (cutLine.length >= LONG_LINE && (await isInItem(cutLine)));
	const cutWord = cutLine.at(-1) ?? '';
	await search(cutLine.slice(0, -1), true);
	await sequences.search(
		words.map((word) => numbers.get(word) ?? 0),
		(end, length) => {
			isCutLineThere ||= starts.has(end - length) && !!words[end]?.startsWith(cutWord);
		},
	);
	const short = searched.filter(({ isLong }) => !isLong);
	return (
		isCutLineThere &&
		searched.every(({ isLong, isFound }) => !isLong || isFound()) &&
		short.filter(({ isFound }) => isFound()).length * 2 >= short.length
	);
}

/** The words of a copy, with what helps to find lines in it. */
async function readCopy(copy: Sections, pause: Pause) {
	const words: string[] = [];
	const numbers = new Map<string, number>();
	/** Indexes of the words with which lines and sentences begin. */
	const starts = new Set([0]);
	const itemsWith = new Map<string, Set<number>>();
	let item = 0;
	for (const [token] of (await plainText(copy)).toLowerCase().matchAll(TOKENS)) {
		await pause();
		if (!isWord(token)) {
			starts.add(words.length);
			if (token.length > 1) item++;
			continue;
		}
		words.push(token);
		if (!numbers.has(token)) numbers.set(token, numbers.size);
		const known = itemsWith.get(token);
		if (known) known.add(item);
		else itemsWith.set(token, new Set([item]));
	}
	return { words, numbers, starts, itemsWith };
}

/** Returns what lets n8n do other things now and then, and throws once the signal has aborted. */
function pauser(signal: AbortSignal): Pause {
	const breathe = breather();
	let steps = 0;
	return async () => {
		if (++steps % STEPS > 0) return;
		await breathe();
		signal.throwIfAborted();
	};
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

function isWord(token: string): boolean {
	return !/^\s/.test(token);
}

function hasLetter(word: string): boolean {
	return /\p{L}/u.test(word);
}

function isTelling(word: string): boolean {
	return hasLetter(word) && word.length >= LONG_WORD && !isDateWord(word);
}

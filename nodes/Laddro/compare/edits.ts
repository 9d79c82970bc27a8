import { isDateWord, isMonth, isPresent } from '../common/dateWords';
import type { Line } from './lines';

/** How much of two texts has to be the same, from 0 to 1, for one to be an edited version of the other. */
const ALIKE = 0.5;

/** Lines that have a word in common at most; a word of more lines tells little, and looking at all of them takes long. */
const COMMON = 50;

/** Lines next to each other that may be one line in the other text, such as those above the bullets of a job. */
const TOGETHER = 4;

/** How many words a month may be away from its year: `marzo de 2017`, `March – August 2021`. */
const NEAR = 2;
const YEAR = /^\d{4}$/;

/** Between the parts of a line, such as skills, or a company and its place. */
const SEPARATOR = /[,;:·•|/()–—]+/;

/** Words of each part, on average, of a list or of the lines above a job's bullets, which may stand in any order. */
const FEW_WORDS = 4;

/** What was taken out of a text and put into it, in lines. */
export interface Edits {
	readonly added: string[];
	readonly removed: string[];
}

/**
 * Compares two texts by their lines. Edited lines come first, the old and the new one at the same place of both lists.
 * What was only moved is no edit, nor is what says the same with other line breaks.
 */
export async function editsOf(
	before: readonly Line[],
	after: readonly Line[],
	breathe: () => Promise<void>,
): Promise<Edits> {
	const [old, fresh] = [without(before, after), without(after, before)];
	const [oldPassages, freshPassages] = [
		await passagesOf(old, breathe),
		await passagesOf(fresh, breathe),
	];
	const gone = await withoutRewrapped(old, oldPassages, freshPassages, breathe);
	const added = await withoutRewrapped(fresh, freshPassages, oldPassages, breathe);
	const pairs = await pairsOf(gone, added, breathe);
	const versions = new Set(pairs.values());
	const edited = added.filter((line) => pairs.has(line));
	return {
		added: textsOf([...edited, ...added.filter((line) => !pairs.has(line))]),
		removed: textsOf([
			...edited.flatMap((line) => pairs.get(line) ?? []),
			...gone.filter((line) => !versions.has(line)),
		]),
	};
}

/** Whether two texts have so many words in common that they are versions of one. */
export function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	const shared = [...one].filter((word) => other.has(word));
	return likeness(lengthOf(shared), one, other) >= ALIKE;
}

function textsOf(lines: readonly Line[]): string[] {
	return lines.map(({ text }) => text);
}

/** The lines that the other text does not have, or not as often. */
function without(lines: readonly Line[], others: readonly Line[]): Line[] {
	const counts = new Map<string, number>();
	for (const { key } of others) counts.set(key, (counts.get(key) ?? 0) + 1);
	return lines.filter(({ key }) => {
		const count = counts.get(key) ?? 0;
		counts.set(key, count - 1);
		return count <= 0;
	});
}

/** Lines next to each other. */
interface Passage {
	readonly lines: readonly Line[];
	/** What they say, with months and without. */
	readonly gists: readonly string[];
	/** The gists of passages that say the same. One of the two may leave out months. */
	readonly sameGists: readonly string[];
}

/** The lines that do not say together what lines of the other text say together. */
async function withoutRewrapped(
	lines: readonly Line[],
	own: readonly Passage[],
	known: readonly Passage[],
	breathe: () => Promise<void>,
): Promise<Line[]> {
	const gists = new Set<string>();
	for (const passage of known) {
		await breathe();
		for (const gist of passage.gists) gists.add(gist);
	}
	const rewrapped = new Set<Line>();
	for (const { lines: together, sameGists } of own) {
		await breathe();
		if (!sameGists.some((gist) => gists.has(gist))) continue;
		for (const line of together) rewrapped.add(line);
	}
	return lines.filter((line) => !rewrapped.has(line));
}

async function passagesOf(
	lines: readonly Line[],
	breathe: () => Promise<void>,
): Promise<Passage[]> {
	const passages = [passageOf(lines)];
	for (const start of lines.keys()) {
		await breathe();
		for (let end = start + 1; end <= start + TOGETHER; end++)
			passages.push(passageOf(lines.slice(start, end)));
	}
	return passages;
}

function passageOf(lines: readonly Line[]): Passage {
	const words = lines.flatMap(({ key }) => datedWords(key));
	const bare = words.filter(({ isDate }) => !isDate);
	const parts = lines.flatMap(({ text }) => text.split(SEPARATOR));
	const areFree = words.length <= parts.length * FEW_WORDS;
	const gists = gistsOf(words, areFree);
	const monthless = gistsOf(bare, areFree).map((gist) => `without months: ${gist}`);
	const shortened = gistsOf(bare, areFree).map((gist) => `months left out: ${gist}`);
	const hasMonths = words.some(({ word, isDate }) => isDate && isMonth(word));
	return hasMonths
		? { lines, gists: [...gists, ...shortened], sameGists: [...gists, ...monthless] }
		: { lines, gists: [...gists, ...monthless], sameGists: [...gists, ...monthless, ...shortened] };
}

interface Word {
	readonly word: string;
	/** Whether it belongs to a date, such as a month. */
	readonly isDate: boolean;
}

/** The words of a line. What may be a month is often another word (`may`, `set`, `led`), unless a year is near. */
function datedWords(key: string): Word[] {
	const words = key.split(' ').map((word) => (isPresent(word) ? 'present' : word));
	const hasYearNear = (index: number) =>
		words.slice(Math.max(0, index - NEAR), index + NEAR + 1).some((word) => YEAR.test(word));
	return words.map((word, index) => ({
		word,
		isDate: word !== 'present' && isDateWord(word) && hasYearNear(index),
	}));
}

/**
 * What some words say: in their order, and where that is free, also in any order, but the numbers in theirs: `from 20 to
 * 30` is not `from 30 to 20`.
 */
function gistsOf(dated: readonly Word[], areFree: boolean): string[] {
	const words = dated.map(({ word }) => word);
	const ordered = words.join(' ');
	if (!areFree) return [ordered];
	const numbers = words.filter((word) => /\p{N}/u.test(word));
	return [ordered, [...[...new Set(words)].sort(), ...numbers].join(' ')];
}

/** New lines with the old ones that they are versions of, the most alike first. */
async function pairsOf(
	old: readonly Line[],
	fresh: readonly Line[],
	breathe: () => Promise<void>,
): Promise<ReadonlyMap<Line, Line>> {
	const linesWith = new Map<string, Line[]>();
	for (const line of old) {
		for (const word of line.words) {
			const known = linesWith.get(word);
			if (known) known.push(line);
			else linesWith.set(word, [line]);
		}
	}
	const candidates: Array<{ line: Line; version: Line; score: number }> = [];
	for (const line of fresh) {
		await breathe();
		const shared = new Map<Line, number>();
		for (const word of line.words) {
			const versions = linesWith.get(word) ?? [];
			if (versions.length > COMMON) continue;
			for (const version of versions) shared.set(version, (shared.get(version) ?? 0) + word.length);
		}
		for (const [version, length] of shared) {
			const score = likeness(length, line.words, version.words);
			if (score >= ALIKE) candidates.push({ line, version, score });
		}
	}
	const pairs = new Map<Line, Line>();
	const taken = new Set<Line>();
	for (const { line, version } of candidates.sort((one, other) => other.score - one.score)) {
		if (pairs.has(line) || taken.has(version)) continue;
		pairs.set(line, version);
		taken.add(version);
	}
	return pairs;
}

/** How much of two sets of words is the same, from 0 to 1. Long words count for more. */
function likeness(shared: number, one: Iterable<string>, other: Iterable<string>): number {
	return (2 * shared) / (lengthOf(one) + lengthOf(other));
}

function lengthOf(words: Iterable<string>): number {
	let length = 0;
	for (const word of words) length += word.length;
	return length;
}

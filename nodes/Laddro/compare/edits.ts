import { isDateWord } from '../common/dateWords';
import type { Line } from './lines';

/** How much of two texts has to be the same, from 0 to 1, for one to be an edited version of the other. */
const ALIKE = 0.5;

/** Lines that have a word in common at most; a word of more lines tells little, and looking at all of them takes long. */
const COMMON = 50;

/** Lines next to each other that may say together what one line of the other text says. */
const TOGETHER = 4;

/** What was taken out of a text and put into it, in lines. */
export interface Edits {
	readonly added: string[];
	readonly removed: string[];
}

/**
 * Compares two texts by their lines. Edited lines come first, the old and the new one at the same place of both lists.
 * What was only moved, or is written as other lines with the same words, such as the dates of a job, is no edit.
 */
export function editsOf(before: readonly Line[], after: readonly Line[]): Edits {
	const old = without(before, after);
	const fresh = without(after, before);
	const edited = pairsOf(old, fresh);
	const versions = new Set(edited.values());
	const isOld = saidBy(before);
	const isStillThere = saidBy(after);
	const pairs = fresh.flatMap((line): Array<[Line, Line]> => {
		const version = edited.get(line);
		if (!version || (isOld(line) && isStillThere(version) && !areNumbersMoved(version, line)))
			return [];
		return [[version, line]];
	});
	const gone = old.filter((line) => !versions.has(line) && !isStillThere(line));
	const added = fresh.filter((line) => !edited.has(line) && !isOld(line));
	return {
		added: [...pairs.map(([, line]) => line), ...added].map(({ text }) => text),
		removed: [...pairs.map(([line]) => line), ...gone].map(({ text }) => text),
	};
}

/** How much of two sets of words is the same, from 0 to 1. Long words count for more. */
function likeness(shared: number, one: Iterable<string>, other: Iterable<string>): number {
	return (2 * shared) / (lengthOf(one) + lengthOf(other));
}

/** Whether two texts have so many words in common that they are versions of one. */
export function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	const shared = [...one].filter((word) => other.has(word));
	return likeness(lengthOf(shared), one, other) >= ALIKE;
}

function lengthOf(words: Iterable<string>): number {
	let length = 0;
	for (const word of words) length += word.length;
	return length;
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

/** New lines with the old ones that they are versions of, the most alike first. */
function pairsOf(old: readonly Line[], fresh: readonly Line[]): ReadonlyMap<Line, Line> {
	const placesWith = placesOf(old);
	const candidates: Array<{ line: Line; version: Line; score: number }> = [];
	for (const line of fresh) {
		const shared = new Map<Line, number>();
		for (const word of line.words) {
			const places = placesWith.get(word) ?? [];
			if (places.length > COMMON) continue;
			for (const place of places) {
				const version = old[place]!;
				shared.set(version, (shared.get(version) ?? 0) + word.length);
			}
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

/** Says whether a few lines next to each other have all words of a line, months aside. */
function saidBy(lines: readonly Line[]): (line: Line) => boolean {
	const placesWith = placesOf(lines);
	return ({ words }) => {
		const [rarest = [], ...others] = [...words]
			.filter((word) => !isDateWord(word))
			.map((word) => placesWith.get(word) ?? [])
			.filter((places) => places.length <= COMMON)
			.sort((one, other) => one.length - other.length);
		return rarest.some((place) =>
			Array.from({ length: TOGETHER }, (_, before) => place - before).some((start) => {
				const isNear = (at: number) => at >= start && at < start + TOGETHER;
				return others.every((places) => places.some(isNear));
			}),
		);
	};
}

/** Whether two lines say the same words with other numbers at their places. */
function areNumbersMoved(one: Line, other: Line): boolean {
	const numbersIn = ({ key }: Line) => key.match(/\p{N}+/gu)?.join(' ');
	return (
		one.words.size === other.words.size &&
		[...one.words].every((word) => other.words.has(word)) &&
		numbersIn(one) !== numbersIn(other)
	);
}

/** The places of the lines in which each word stands. */
function placesOf(lines: readonly Line[]): ReadonlyMap<string, readonly number[]> {
	const places = new Map<string, number[]>();
	for (const [place, { words }] of lines.entries()) {
		for (const word of words) {
			const known = places.get(word);
			if (known) known.push(place);
			else places.set(word, [place]);
		}
	}
	return places;
}

import type { IDataObject } from 'n8n-workflow';
import { faults, people, write, type LedgerEntry } from '../../emulator';

/** What became of one input item. */
export interface RowResult {
	readonly row: number;
	readonly posting: string;
	/** The JSON of its output items. */
	readonly items: readonly IDataObject[];
	/** The requests that it took. */
	readonly requests: readonly LedgerEntry[];
}

/** When this process stood still, from and to, in milliseconds of `performance.now()`. */
export type Pauses = ReadonlyArray<readonly [from: number, to: number]>;

/** Milliseconds after which a process that should have run has stood still, and in which it catches up. */
const PAUSE = 500;

/** Notes when this process stands still because the machine is busy. */
export function watchPauses() {
	const pauses: Array<Pauses[number]> = [];
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		if (now - last > PAUSE) pauses.push([last, now + PAUSE]);
		last = now;
	}, PAUSE / 10);
	return { pauses, stop: () => clearInterval(timer) };
}

export const hasFailed = ({ items }: RowResult): boolean => items.some((json) => 'error' in json);

/** Whether a request was charged although its document was not sent whole. */
export function hasBroken({ fault, credits, endedBy, afterDone }: LedgerEntry): boolean {
	if (credits === 0) return false;
	if (fault !== null && faults[fault].when !== 'healthy') return faults[fault].when === 'within';
	// On a busy machine the node may take a slow server for a silent one and close the connection.
	return endedBy === 'client' && !afterDone;
}

const sentWhole = ({ requests }: RowResult) =>
	requests.filter((entry) => entry.credits > 0 && !hasBroken(entry));

/** Documents that were sent whole and did not come out. */
export const unreadIn = (result: RowResult): number =>
	sentWhole(result).length - (hasFailed(result) ? 0 : 1);

/**
 * The rules that do not hold for one input item, in words.
 * @param isRetried whether the whole run is tried again after a failure; else a stream that broke is the last one of its
 * item
 * @param pauses after which the node may have taken for silence what it had not read yet, so that a document which was
 * sent meanwhile counts as a stream that broke
 */
export function violationsOf(result: RowResult, isRetried: boolean, pauses: Pauses): string[] {
	const { row, items, requests } = result;
	const [first] = items;
	if (!first) return [`Item ${row} has disappeared`];
	const last = requests.at(-1);
	const failed = hasFailed(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const unread = unreadIn(result);
	const mayBeUnread = sentWhole(result).filter(({ endedAt }) =>
		pauses.some(([from, to]) => endedAt !== null && from <= endedAt && endedAt <= to),
	);
	const attempts = Number(Object(first.error).attempts);
	const isOdd = last?.fault != null;
	const rules: Array<[boolean, string]> = [
		[failed ? items.length === 1 : isComplete(items), 'came out more or less than once'],
		[
			unread >= 0 && unread <= mayBeUnread.length,
			`has ${sentWhole(result).length} complete documents`,
		],
		[charged.length === 0 || charged.at(-1) === last, 'was asked for again after its document'],
		[failed || isOdd || isRight(result), 'has another content than was sent'],
		[isRetried || charged.length <= 1, `was charged ${charged.length} times`],
		[isRetried || !failed || attempts >= requests.length, `took more than ${attempts} requests`],
	];
	return rules.flatMap(([holds, violation]) => (holds ? [] : [`Item ${row} ${violation}`]));
}

/** Whether items are one whole document, or all of its sections in their order. */
const isComplete = (items: readonly IDataObject[]): boolean =>
	items.every(({ complete }) => complete) &&
	('document' in items[0]!
		? items.length === 1
		: items.length === items[0]!.sectionCount &&
			items.every(({ sectionIndex }, index) => sectionIndex === index));

/** Whether the sections are those that the emulator generates for the posting, in the order of the stream. */
function isRight({ posting, items }: RowResult): boolean {
	const generated = new Map<string, string>();
	for (const piece of write('tailor', people[0]!, { jobDescription: posting })) {
		generated.set(piece.section, (generated.get(piece.section) ?? '') + piece.content);
	}
	const sections = items[0]?.sections
		? Object.entries(items[0].sections)
		: items.map(({ section, content }) => [section, content]);
	return JSON.stringify(sections) === JSON.stringify([...generated]);
}

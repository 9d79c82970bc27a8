import type { IDataObject } from 'n8n-workflow';
import { faults, faultsFor, people, write, type LedgerEntry } from '../../emulator';

/** What became of one input item. */
export interface RowResult {
	readonly row: number;
	readonly posting: string;
	/** The JSON of its output items. */
	readonly items: readonly IDataObject[];
	/** The requests that it took. */
	readonly requests: readonly LedgerEntry[];
}

export const hasFailed = ({ items }: RowResult): boolean => items.some((json) => 'error' in json);

/** The faults that come after the status was 200 and the credits were charged. */
const breaksOpen = new Set<string>(
	faultsFor('stream').filter(
		(name) => faults[name].when === 'within' && !name.startsWith('error_first'),
	),
);

/** Whether a request was charged although its document did not come whole. */
export function hasBroken({ fault, credits, endedBy, afterDone }: LedgerEntry): boolean {
	if (credits === 0) return false;
	if (fault !== null && faults[fault].when !== 'healthy') return breaksOpen.has(fault);
	// On a busy machine the node may take a slow server for a silent one and close the connection.
	return endedBy === 'client' && !afterDone;
}

/**
 * The rules that do not hold for one input item, in words.
 * @param isRetried whether the whole run is tried again after a failure; else a stream that broke is the last one of its
 * item
 */
export function violationsOf(result: RowResult, isRetried: boolean): string[] {
	const { row, items, requests } = result;
	const [first] = items;
	if (!first) return [`Item ${row} has disappeared`];
	const last = requests.at(-1);
	const failed = hasFailed(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const complete = charged.filter((entry) => !hasBroken(entry)).length;
	const attempts = Number(Object(first.error).attempts);
	const isOdd = last?.fault != null;
	const rules: Array<[boolean, string]> = [
		[failed ? items.length === 1 : isComplete(items), 'came out more or less than once'],
		[complete === (failed ? 0 : 1), `has ${complete} complete documents`],
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

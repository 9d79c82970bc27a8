import type { IDataObject } from 'n8n-workflow';
import { faults, faultsFor, people, write, type FaultName, type LedgerEntry } from '../../emulator';
import { postingOf, type Form } from './workflow';

/** The faults that come after the answer was 200 and the credits were charged. */
const breakingOpenStreams: ReadonlySet<FaultName> = new Set(
	faultsFor('stream').filter(
		(name) => faults[name].when === 'within' && !name.startsWith('error_first'),
	),
);

/** An output item, and the row of the input that it is for. */
export interface Output {
	readonly row: number;
	readonly json: IDataObject;
}

/** What became of one input item. */
export interface RowResult {
	row: number;
	/** The JSON of its output items. */
	items: readonly IDataObject[];
	/** The requests that it took. */
	requests: readonly LedgerEntry[];
}

/** Whether the item failed. */
export function hasFailed({ items }: RowResult): boolean {
	return items.some((json) => 'error' in json);
}

/** The requests that were charged although their documents did not come whole. */
export function brokenCharges({ requests }: RowResult): LedgerEntry[] {
	return requests.filter((entry) => entry.credits > 0 && brokeOpen(entry));
}

/** The rules that do not hold for one input item, in words. */
export function violationsOf(result: RowResult, form: Form): string[] {
	const { row, items, requests } = result;
	const [first] = items;
	if (!first) return [`Item ${row} has disappeared`];
	const last = requests.at(-1);
	const failed = hasFailed(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const complete = charged.filter((entry) => !brokeOpen(entry));
	const { error } = first;
	const attempts = typeof error === 'object' && error && 'attempts' in error && error.attempts;
	const always: Array<[boolean, string]> = [
		[failed ? items.length === 1 : isComplete(items), 'came out more or less than once'],
		[complete.length === (failed ? 0 : 1), `has ${complete.length} complete documents`],
		[charged.at(-1) === last || charged.length === 0, 'was asked for again after its document'],
		[failed || !!last?.fault || isRight(row, items), 'has another content than was sent'],
	];
	// Without a try of the whole run, a stream that broke is the last one of its item.
	const withoutRetry: Array<[boolean, string]> = [
		[charged.length <= 1, `was charged ${charged.length} times`],
		[!failed || Number(attempts) >= requests.length, `took more than ${String(attempts)} requests`],
	];
	const rules = form === 'retried' ? always : [...always, ...withoutRetry];
	return rules.flatMap(([holds, violation]) => (holds ? [] : [`Item ${row} ${violation}`]));
}

/** Whether a request was charged although it did not end well. */
function brokeOpen({ fault, status, endedBy, afterDone }: LedgerEntry): boolean {
	if (fault !== null && faults[fault].when !== 'healthy') return breakingOpenStreams.has(fault);
	// On a busy machine the node may take a slow server for a silent one and close the connection.
	return status === 200 && endedBy === 'client' && !afterDone;
}

function isComplete(items: readonly IDataObject[]): boolean {
	const [first] = items;
	const isDocument = first !== undefined && 'document' in first;
	return (
		items.length === (isDocument ? 1 : first?.sectionCount) &&
		items.every(({ complete, sectionIndex }, n) => complete && (isDocument || sectionIndex === n))
	);
}

function isRight(row: number, items: readonly IDataObject[]): boolean {
	const [first] = items;
	const sections =
		typeof first?.sections === 'object' && first.sections
			? Object.entries(first.sections)
			: items.map(({ section, content }) => [section, content]);
	return JSON.stringify(sections) === JSON.stringify(generated(row));
}

/** The sections that the emulator generates for a row, in the order of the stream. */
function generated(row: number): Array<[section: string, content: string]> {
	const sections = new Map<string, string>();
	for (const { section, content } of write('tailor', people[0]!, {
		jobDescription: postingOf(row),
	})) {
		sections.set(section, (sections.get(section) ?? '') + content);
	}
	return [...sections];
}

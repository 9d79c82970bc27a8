import type { IDataObject } from 'n8n-workflow';
import { faults, faultsFor, people, write, type FaultName, type LedgerEntry } from '../../emulator';
import { postingOf } from './workflow';

/** The faults that come after the answer was 200 and the credits were charged. */
const breakingOpenStreams: ReadonlySet<FaultName> = new Set(
	faultsFor('stream').filter(
		(name) => faults[name].when === 'within' && !name.startsWith('error_first'),
	),
);

/** What became of one input item. */
export interface RowResult {
	row: number;
	/** The JSON of its output items. */
	items: readonly IDataObject[];
	/** The requests that it took, without those that the rate limit refused. */
	requests: readonly LedgerEntry[];
}

/** Whether the item failed. */
export function hasFailed({ items }: RowResult): boolean {
	return items.some((json) => 'error' in json);
}

/** Whether the item failed after its stream had opened, so that it was charged even so. */
export function failedWhileOpen(result: RowResult): boolean {
	const last = result.requests.at(-1);
	return hasFailed(result) && last !== undefined && brokeOpen(last);
}

/** The rules that do not hold for one input item, in words. */
export function violationsOf(result: RowResult): string[] {
	const { row, items, requests } = result;
	const [first] = items;
	if (!first) return [`Item ${row} has disappeared`];
	const last = requests.at(-1);
	const failed = hasFailed(result);
	const charged = requests.filter(({ credits }) => credits > 0);
	const expectedCharges = !failed || failedWhileOpen(result) ? 1 : 0;
	const { error } = first;
	const attempts = typeof error === 'object' && error && 'attempts' in error && error.attempts;
	const rules: Array<[boolean, string]> = [
		[failed ? items.length === 1 : isComplete(items), 'came out more or less than once'],
		[charged.length <= 1, `was charged ${charged.length} times`],
		[charged.length === expectedCharges, 'was charged for nothing, or not charged for something'],
		[charged.every((entry) => entry === last), 'was asked for again after it had been charged'],
		[!failed || Number(attempts) >= requests.length, `took more than ${String(attempts)} requests`],
		[failed || !!last?.fault || isRight(row, items), 'has another content than was sent'],
	];
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

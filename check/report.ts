import type { Finding } from './facts';
import type { NodeResult } from './node';
import type { Verdict } from './verdict';

/** All that a check has found. */
export interface Findings {
	readonly facts: readonly Finding[];
	readonly node: readonly NodeResult[];
}

const words = { holds: 'holds', differs: '**differs**', notSeen: 'not seen' } as const;

/** Whether a fact is another one than the package relies on, or the node's output not what the bytes say. */
export const hasDifferences = ({ facts, node }: Findings): boolean =>
	facts.some(({ verdict }) => verdict.kind === 'differs') ||
	node.some(({ differs }) => differs !== undefined);

/** The findings as Markdown, whose tables can be read in a terminal as well. */
export function reportOf({ facts, node }: Findings, headline: string): string {
	const count = (kind: Verdict['kind']) =>
		`${facts.filter(({ verdict }) => verdict.kind === kind).length} ${words[kind].replaceAll('*', '')}`;
	const factRows = facts.map(({ fact: [id, source, fact], verdict }) => [
		words[verdict.kind],
		id,
		fact,
		source,
		verdict.seen ?? '',
	]);
	const nodeRows = node.map(({ name, ran, differs }) => [
		differs === undefined ? (ran ? 'as expected' : 'not run') : words.differs,
		name,
		differs ?? '',
	]);
	const different = facts
		.filter(({ verdict }) => verdict.kind === 'differs')
		.map(({ fact: [id, , , why] }) => `- ${id}: the package relies on it because ${why}`);
	return [
		headline,
		`Facts: ${count('holds')}, ${count('differs')}, ${count('notSeen')}.`,
		table(['', 'id', 'fact', 'from', 'seen'], factRows),
		...(different.length > 0 ? [different.join('\n')] : []),
		"The node, run by n8n's engine on the same responses:",
		table(['', 'operation and output', 'differs in'], nodeRows),
	].join('\n\n');
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/[|\n\r]/g, ' ')));
	const longest = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0));
	// A single long cell does not make all rows long.
	const widths = head.map((_, column) => Math.min(100, longest(column)));
	const line = (row: readonly string[]) =>
		`| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
	const [first = '', ...others] = cells.map(line);
	const rule = `| ${widths.map((width) => '-'.repeat(Math.max(3, width))).join(' | ')} |`;
	return [first, rule, ...others].join('\n');
}

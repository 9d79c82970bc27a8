import { median, resultsOf, units, type Line } from './lines';

export const lineHeading = 'measure,ours,against,theirs,result (spread),goal,met'.split(',');

/** A line of the table, in the order of its heading. */
export function lineCells(line: Line): string[] {
	const { measure, ours, against = '', theirs, compare, unit, goal } = line;
	const results = resultsOf(line);
	const result = median(results);
	const write = (value: number) => {
		if (compare === 'ratio') return value.toFixed(2);
		return (compare === 'difference' && value > 0 ? '+' : '') + units[unit](value);
	};
	const spread = `${write(Math.min(...results))} … ${write(Math.max(...results))}`;
	const bound = goal && ('below' in goal ? goal.below : goal.atMost);
	const met = goal && ('below' in goal ? result < goal.below : result <= goal.atMost);
	return [
		measure,
		units[unit](median(ours)),
		against,
		against && units[unit](median(theirs)),
		`${write(result)} (${spread})`,
		bound === undefined ? '' : `${goal && 'below' in goal ? '<' : '≤'} ${write(bound)}`,
		met === undefined ? '' : met ? 'yes' : 'NO',
	];
}

/** A Markdown table, its columns as wide as their widest cell, which is how Prettier formats it. */
export function markdownTable(
	heading: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
	align: 'left' | 'right',
): string {
	const all = [heading, ...rows];
	const widths = heading.map((_, column) => Math.max(3, ...all.map((row) => row[column]!.length)));
	const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
	const [first, ...rest] = all.map((row) =>
		lineOf(
			row.map((cell, column) =>
				align === 'left' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
			),
		),
	);
	const rule = widths.map((width) =>
		align === 'left' ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
	);
	return [first, lineOf(rule), ...rest].join('');
}

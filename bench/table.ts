import type { Goal, Line } from './rows/row';
import { eachPair, median } from './series';

/** A line, worked out. */
export interface Finding {
	line: Line;
	/** What all pairs say together. */
	result: number;
	/** Whether the goal is met; not set where there is none. */
	met?: boolean;
	/** Whether the bound of the short form is crossed. */
	outOfBounds: boolean;
	cells: string[];
}

export const heading = [
	'measure',
	'ours',
	'against',
	'theirs',
	'result (spread)',
	'goal',
	'met',
] as const;

/** Works a line out. */
export function finding(line: Line): Finding {
	const { pairs, unit, compare, goal, quickBound } = line;
	const isRatio = compare === 'ratio';
	const compared = eachPair(pairs, (ours, theirs) => (isRatio ? ours / theirs : ours - theirs));
	const result = median(compared);
	const write = (value: number) => (isRatio ? value.toFixed(2) : signed(value, unit));
	const met = goal && isMet(goal, result);
	const spread = `${write(Math.min(...compared))} … ${write(Math.max(...compared))}`;
	return {
		line,
		result,
		met,
		outOfBounds: quickBound !== undefined && result > quickBound,
		cells: [
			line.measure,
			unit(median(pairs.ours)),
			line.against,
			unit(median(pairs.against)),
			`${write(result)} (${spread})`,
			goal ? ('below' in goal ? `< ${write(goal.below)}` : `≤ ${write(goal.atMost)}`) : '',
			met === undefined ? '' : met ? 'yes' : 'NO',
		],
	};
}

function isMet(goal: Goal, result: number): boolean {
	return 'below' in goal ? result < goal.below : result <= goal.atMost;
}

function signed(value: number, unit: (value: number) => string): string {
	return value > 0 ? `+${unit(value)}` : unit(value);
}

/** A Markdown table. */
export function markdown(findings: readonly Finding[]): string {
	const lines = [heading, heading.map(() => '---'), ...findings.map(({ cells }) => cells)];
	return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

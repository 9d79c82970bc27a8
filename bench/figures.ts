import { format } from 'prettier/standalone';
import * as markdown from 'prettier/plugins/markdown';

/** How numbers are written, by the name of their unit. Times come in milliseconds, memory in bytes. */
export const units = {
	ms: (value: number) => `${value.toFixed(1)} ms`,
	fineMs: (value: number) => `${value.toFixed(2)} ms`,
	s: (value: number) => `${(value / 1000).toFixed(2)} s`,
	msPerMB: (value: number) => `${value.toFixed(2)} ms/MB`,
	msPerItem: (value: number) => `${value.toFixed(2)} ms/item`,
	MB: (value: number) => `${(value / 1e6).toFixed(1)} MB`,
	count: (value: number) => value.toLocaleString('en'),
};

/** A measured line of the large table. Numbers with the same index were taken one right after the other. */
export interface Line {
	measure: string;
	/** What ours is compared with, if with anything. */
	against?: string;
	unit: keyof typeof units;
	/** Ours less theirs; without it, ours by theirs. */
	compare?: 'difference';
	/** The goal: what the median of the results is to be, in `unit` unless it is a ratio. */
	atMost?: number;
	below?: number;
	ours: number[];
	/** Empty if ours is compared with nothing. */
	theirs: number[];
}

/** A table of its own, without goals. */
export interface Table {
	title: string;
	heading: string[];
	rows: string[][];
}

export type Figure = Line | Table;

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Whether a figure reaches its goal, if it has one. */
export function reachesGoal(figure: Figure): boolean {
	if ('heading' in figure) return true;
	const { atMost = Infinity, below = Infinity } = figure;
	const result = median(resultsOf(figure));
	return result <= atMost && result < below;
}

/** The figures in Markdown: a table of all lines, then each table of its own. */
export function markdownOf(figures: readonly Figure[]): string {
	const lines = figures.filter((figure) => 'measure' in figure);
	const tables = figures.filter((figure) => 'heading' in figure);
	return [
		...(lines.length > 0 ? [grid('---', [lineHeading, ...lines.map(cellsOf)])] : []),
		...tables.map(({ title, heading, rows }) => `${title}\n\n${grid('--:', [heading, ...rows])}`),
	].join('\n\n');
}

/** Aligns the columns of tables, among other things. */
export async function formatMarkdown(text: string): Promise<string> {
	return await format(text, { parser: 'markdown', plugins: [markdown] });
}

const lineHeading = ['measure', 'ours', 'against', 'theirs', 'result (spread)', 'goal', 'met'];

function cellsOf(line: Line): string[] {
	const { measure, ours, against = '', theirs, compare, atMost, below } = line;
	const results = resultsOf(line);
	const result = median(results);
	const unit = units[line.unit];
	const write = (value: number) => {
		if (theirs.length > 0 && !compare) return value.toFixed(2);
		return `${compare && value > 0 ? '+' : ''}${unit(value)}`;
	};
	const spread = `${write(Math.min(...results))} … ${write(Math.max(...results))}`;
	const goal = atMost ?? below;
	return [
		measure,
		unit(median(ours)),
		against,
		against && unit(median(theirs)),
		`${write(result)} (${spread})`,
		goal === undefined ? '' : `${below === undefined ? '≤' : '<'} ${write(goal)}`,
		goal === undefined ? '' : reachesGoal(line) ? 'yes' : 'NO',
	];
}

/** What each pair says, so that a slow spell of the machine, which hits both of a pair, is not seen in it. */
function resultsOf({ ours, theirs, compare }: Line): number[] {
	return ours.map((our, index) => {
		const their = theirs[index];
		if (their === undefined) return our;
		return compare === 'difference' ? our - their : our / their;
	});
}

function grid(rule: string, [heading = [], ...rows]: string[][]): string {
	const all = [heading, heading.map(() => rule), ...rows];
	return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

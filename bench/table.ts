import { format } from 'prettier';
import { units, type Row } from './rows';

/** A row and what was measured of it: ours and theirs, one right after the other. */
export interface Line {
	row: Row;
	pairs: Array<[ours: number, theirs: number]>;
}

/** The table in Markdown. */
export async function tableOf(lines: readonly Line[]): Promise<string> {
	const heading = ['measure', 'ours', 'theirs', 'ratio (spread)', 'goal', 'met'];
	const rows = [heading, heading.map(() => '---'), ...lines.map(cellsOf)];
	return await formatMarkdown(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
}

export async function formatMarkdown(text: string): Promise<string> {
	return await format(text, { parser: 'markdown' });
}

/** The median of what the pairs say: a slow spell of the machine hits both of a pair. */
export const ratioOf = (line: Line) => median(ratiosOf(line));

const ratiosOf = ({ pairs }: Line) => pairs.map(([ours, theirs]) => ours / theirs);

function cellsOf(line: Line): string[] {
	const { measure, metric, atMost } = line.row;
	const write = (values: number[]) =>
		`${Number(median(values).toPrecision(3)).toLocaleString('en')} ${units[metric]}`;
	const ratios = [ratioOf(line), Math.min(...ratiosOf(line)), Math.max(...ratiosOf(line))];
	const [ratio, least, most] = ratios.map((each) => each.toFixed(2));
	const goal = atMost ? [`≤ ${atMost}`, ratioOf(line) <= atMost ? 'yes' : 'NO'] : ['', ''];
	const [ours, theirs] = [0, 1].map((side) => write(line.pairs.map((pair) => pair[side]!)));
	return [measure, ours!, theirs!, `${ratio} (${least} … ${most})`, ...goal];
}

/** Of an odd number of values. */
const median = (values: readonly number[]) =>
	values.toSorted((one, other) => one - other)[(values.length - 1) / 2]!;

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './rows';
import { lineHeading, lineCells, markdownTable } from './table';

/** What one row has found on one version of Node. */
export interface Result {
	row: string;
	/** Major version of Node. */
	node: number;
	/** What the figures depend on. */
	conditions: string;
	figures: Figure[];
}

const dataFile = join(__dirname, 'results.json');
const docFile = join(__dirname, '../docs/performance.md');

export const readResults = (): Result[] => JSON.parse(readFileSync(dataFile, 'utf8'));
export const readDoc = () => readFileSync(docFile, 'utf8');

/** Puts new results in the place of older ones of the same row and Node, in the order of `names`. */
export function saveResults(fresh: readonly Result[], names: readonly string[]): void {
	const keyOf = ({ row, node }: Result) => node * 1000 + names.indexOf(row);
	const byKey = new Map([...readResults(), ...fresh].map((result) => [keyOf(result), result]));
	const results = [...byKey.keys()].sort((one, other) => one - other).map((key) => byKey.get(key));
	const rounded = (_: string, value: unknown) =>
		typeof value === 'number' ? Number(value.toPrecision(6)) : value;
	writeFileSync(dataFile, `${JSON.stringify(results, rounded, '\t')}\n`);
}

export function writeDoc(): void {
	writeFileSync(docFile, withFigures(readDoc(), readResults()));
}

/** The document with its marked parts generated from the results: the table of lines, and each growth table. */
export function withFigures(doc: string, results: readonly Result[]): string {
	return doc.replace(
		/(<!-- figures: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
		(_, begin: string, name: string, end: string) => {
			const chosen = results.filter(({ figures: [first], row }) =>
				name === 'lines' ? first && 'measure' in first : row === name,
			);
			const versions = [...new Set(chosen.map(({ node }) => node))];
			const parts = versions.map((node) => part(chosen.filter((result) => result.node === node)));
			return [begin, ...parts, end].join('\n');
		},
	);
}

function part(results: readonly Result[]): string {
	const figures = results.flatMap((result) => result.figures);
	const lines = figures.filter((figure) => 'measure' in figure);
	const tables = figures.filter((figure) => 'heading' in figure);
	const conditions = [...new Set(results.map((result) => result.conditions))];
	return [
		...(lines.length > 0 ? [markdownTable(lineHeading, lines.map(lineCells), 'left')] : []),
		...tables.map(
			({ title, heading, rows }) => `${title}\n\n${markdownTable(heading, rows, 'right')}`,
		),
		...conditions.map((condition) => `Measured: ${condition}.\n`),
	].join('\n');
}

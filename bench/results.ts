import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMarkdown, markdownOf, type Figure } from './figures';

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

export const readDoc = () => readFileSync(docFile, 'utf8');
const readResults = (): Result[] => JSON.parse(readFileSync(dataFile, 'utf8'));

/** Puts new results in the place of older ones of the same row and Node, in the order of `names`. */
export function saveResults(fresh: readonly Result[], names: readonly string[]): void {
	const placeOf = ({ row, node }: Result) => node * 1000 + names.indexOf(row);
	const byPlace = new Map([...readResults(), ...fresh].map((result) => [placeOf(result), result]));
	const results = [...byPlace.values()].sort((one, other) => placeOf(one) - placeOf(other));
	const rounded = (_: string, value: unknown) =>
		typeof value === 'number' ? Number(value.toPrecision(6)) : value;
	writeFileSync(dataFile, `${JSON.stringify(results, rounded, '\t')}\n`);
}

export async function writeDoc(): Promise<void> {
	writeFileSync(docFile, await docWithFigures());
}

/** docs/performance.md with its marked parts generated from the results: the table of lines, and each other table. */
export async function docWithFigures(): Promise<string> {
	const results = readResults();
	const marked = /(<!-- figures: ([\w-]+) -->)[\s\S]*?(<!-- end -->)/g;
	const doc = readDoc().replace(marked, (_, begin: string, name: string, end: string) => {
		const chosen = results.filter(({ figures: [first], row }) =>
			name === 'lines' ? first && 'measure' in first : row === name,
		);
		const versions = new Set(chosen.map(({ node }) => node));
		const parts = Array.from(versions, (version) =>
			section(chosen.filter(({ node }) => node === version)),
		);
		return [begin, ...parts, end].join('\n\n');
	});
	return await formatMarkdown(doc);
}

function section(results: readonly Result[]): string {
	const conditions = new Set(results.map((result) => `Measured: ${result.conditions}.`));
	return [markdownOf(results.flatMap(({ figures }) => figures)), ...conditions].join('\n\n');
}

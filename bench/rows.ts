import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench';
import { measureCapacity, measureGrowth, type Capacity, type Growth } from './growth';
import type { GrowthTable, Line } from './lines';
import { sampler, type Sample } from './samples';
import type { StreamSpec } from './server/spec';

/** What a row measures: lines of the table, or a table of its own. */
export type Figure = Line | GrowthTable;

/** A row of the benchmark, as `rows.json` has it. */
export interface Row {
	/** For `--only`. */
	name: string;
	lines?: Array<Omit<Line, 'ours' | 'theirs'> & { pairs: number; ours: Sample; theirs?: Sample }>;
	/** Variables for n8n, with lines. */
	environment?: NodeJS.ProcessEnv;
	growth?: Growth;
	capacity?: Capacity;
}

const contentOf = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const streams: Record<string, StreamSpec> = JSON.parse(contentOf('streams.json'));

/** All rows, in the order of the tables. In the file, a stream is a name. */
export const rows: readonly Row[] = JSON.parse(contentOf('rows.json'), (key, value) =>
	key === 'stream' ? streams[value] : value,
);

/**
 * Measures a row. The pairs of a line are taken A B A B …, after one pair that is not kept because everything is cold
 * in it.
 */
export async function measureRow(bench: Bench, row: Row): Promise<Figure[]> {
	const figures: Figure[] = [];
	if (row.growth) figures.push(await measureGrowth(bench, row.growth));
	if (row.capacity) figures.push(await measureCapacity(bench, row.capacity));
	for (const { pairs, ours, theirs = NaN, ...claim } of row.lines ?? []) {
		const line: Line = { ...claim, ours: [], theirs: [] };
		const takeOurs = sampler(bench, ours, row.environment);
		const takeTheirs = sampler(bench, theirs, row.environment);
		for (let round = 0; round <= pairs; round++) {
			const pair = [await takeOurs(), await takeTheirs()] as const;
			if (round === 0) continue;
			line.ours.push(pair[0]);
			line.theirs.push(pair[1]);
		}
		figures.push(line);
	}
	return figures;
}

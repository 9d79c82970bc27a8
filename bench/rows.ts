import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Line } from './figures';
import { take, type Lab, type Sample } from './samples';
import { startN8n, type N8nOptions } from './realN8n';
import { startServer } from './server/server';
import type { AnswerSpec } from './server/streams';
import { measureCapacity, measureGrowth, type Capacity, type Growth } from './tables';

/** A row of the benchmark, as `rows.json` has it. */
interface Row {
	/** For `--only`. */
	name: string;
	lines?: Array<Omit<Line, 'ours' | 'theirs'> & { pairs: number; ours: Sample; theirs?: Sample }>;
	/** Has a real n8n started for the row. */
	n8n?: N8nOptions;
	growth?: Growth;
	capacity?: Capacity;
}

const contentOf = (file: string) => readFileSync(join(__dirname, file), 'utf8');
const streams: Record<string, AnswerSpec> = JSON.parse(contentOf('streams.json'));

/**
 * All rows, in the order of the tables. In the file, a stream is a name, and `both` holds what the two samples of a
 * line have in common.
 */
export const rows: readonly Row[] = JSON.parse(contentOf('rows.json'), (key, value) => {
	if (key === 'stream') return streams[value];
	if (!value.both) return value;
	const { both, ours, theirs, ...line } = value;
	return { ...line, ours: { ...both, ...ours }, theirs: { ...both, ...theirs } };
});

/** Measures a row, with servers and processes of its own. */
export async function measureRow({ lines = [], n8n, growth, capacity }: Row): Promise<Figure[]> {
	const started = n8n && (await startN8n(n8n));
	const lab: Lab = { server: await startServer(), n8n: started, readers: {}, found: {} };
	const figures: Figure[] = [];
	try {
		if (growth) figures.push(await measureGrowth(lab, growth));
		if (capacity) figures.push(await measureCapacity(lab, capacity));
		for (const { pairs, ours, theirs, ...claim } of lines) {
			const line: Line = { ...claim, ours: [], theirs: [] };
			// A B A B …, after one pair that is not kept because everything is cold in it.
			for (let round = 0; round <= pairs; round++) {
				const our = await take(lab, ours);
				const their = theirs === undefined ? [] : [await take(lab, theirs)];
				if (round === 0) continue;
				line.ours.push(our);
				line.theirs.push(...their);
			}
			figures.push(line);
		}
	} finally {
		for (const reader of Object.values(lab.readers)) await reader.close();
		await lab.n8n?.close();
		lab.server.close();
	}
	return figures;
}

import type { BenchServer } from '../server';
import { baseUrlOf, type StreamSpec } from '../server/spec';
import { megabytes, milliseconds } from '../units';
import { typical, type Typical } from './reading';
import { count, type GrowthTable } from './table';

const BYTES_EACH = 1940;

/** How the cost of one run in n8n's engine grows with items, with sections and with bytes. */
export async function streamGrowth({ url }: BenchServer): Promise<GrowthTable[]> {
	return [
		await grow(
			'With input items: each is answered at once, concurrency 50',
			'items',
			[10, 100, 1_000, 10_000],
			async (items) =>
				await typical({ baseUrl: baseUrlOf(url, { kind: 'instant' }), items, concurrency: 50 }),
		),
		await grow(
			'With sections: one stream, 2 kB each, one item per section',
			'sections',
			[10, 100, 1_000, 10_000, 30_000],
			async (sections) => await typical({ baseUrl: baseUrlOf(url, sectionsOf(sections)) }),
		),
		await grow(
			'With bytes: one stream of 20 sections in pieces of 2 kB, document output',
			'kB of stream',
			[20, 200, 2_000, 20_000, 60_000],
			async (kilobytes) =>
				await typical({ baseUrl: baseUrlOf(url, piecesOf(kilobytes / 2)), output: 'document' }),
		),
	];
}

const sectionsOf = (sections: number): StreamSpec => ({
	kind: 'sections',
	count: sections,
	bytesEach: BYTES_EACH,
	alphabet: 'latin',
});

const piecesOf = (pieces: number): StreamSpec => ({
	kind: 'pieces',
	count: pieces,
	sections: 20,
	bytesEach: BYTES_EACH,
	alphabet: 'latin',
});

async function grow(
	title: string,
	unit: string,
	sizes: readonly number[],
	measure: (size: number) => Promise<Typical>,
): Promise<GrowthTable> {
	const rows: string[][] = [];
	for (const size of sizes) {
		const { cpu, wall, peak } = await measure(size);
		const each = `${((cpu / size) * 1000).toFixed(0)} µs`;
		rows.push([count(size), milliseconds(cpu), each, milliseconds(wall), megabytes(peak)]);
	}
	return { title, heading: [unit, 'CPU', 'CPU each', 'wall', 'peak memory above rest'], rows };
}

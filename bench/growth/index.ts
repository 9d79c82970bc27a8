import type { Report } from '../report';
import type { BenchServer } from '../server';
import { capacity } from './capacity';
import { streamGrowth } from './streams';
import { growthMarkdown } from './table';

/** How the cost grows: of one run, and of many at once in n8n itself. */
export async function measureGrowth(server: BenchServer): Promise<Report> {
	const tables = [...(await streamGrowth(server)), ...(await capacity(server))];
	return { text: tables.map(growthMarkdown).join(''), good: true };
}

import { join } from 'node:path';
import { loadEngine } from '../../engine';
import { plainLoop } from './plainLoop';
import type { Collected, ReadRequest } from './reader';

let engine: Promise<unknown> | undefined;

/**
 * The plain loop in a process that holds all of n8n's engine, as the node's does, and ending in items as n8n wants
 * them: what the place and the form cost, without the node.
 */
export async function readWithPlainLoopInN8n({ baseUrl }: ReadRequest): Promise<Collected> {
	engine ??= loadEngine(join(__dirname, '../..'));
	await engine;
	const sections = await plainLoop(baseUrl);
	const items = Array.from(sections, ([section, content], sectionIndex) => ({
		json: {
			operation: 'tailor',
			resumeId: null,
			section,
			title: section,
			content,
			sectionIndex,
			sectionCount: sections.size,
			complete: true,
		},
		pairedItem: { item: 0 },
	}));
	const characters = items.reduce((sum, { json }) => sum + json.content.length, 0);
	return { count: items.length, characters };
}

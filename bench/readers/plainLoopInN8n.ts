import { loadEngine } from '../../engine';
import { builtPackage } from '../workflow';
import { plainLoop } from './plainLoop';
import { found, type Found, type ReadRequest } from './reader';

const engine = loadEngine(builtPackage);

/**
 * The plain loop in a process that holds all of n8n's engine, as the node's does, and ending in items such as the
 * node's: what the place and the form cost, without the node.
 */
export async function read({ baseUrl }: ReadRequest): Promise<Found> {
	await engine;
	const sections = await plainLoop(baseUrl);
	const items = Array.from(sections, ([section, content], sectionIndex) => ({
		json: {
			title: section,
			content,
			section,
			sectionIndex,
			sectionCount: sections.size,
			operation: 'tailor',
			resumeId: null,
			complete: true,
		},
		pairedItem: { item: 0 },
	}));
	return found(items.map(({ json }) => json.content));
}

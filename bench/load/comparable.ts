import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where n8n's package says that a node or a credential is; see its `dist/known`. */
interface Known {
	sourcePath: string;
	/** For a credential, the nodes that use it. */
	supportedNodes?: string[];
}

/**
 * The files, node and credential, of the smallest of n8n's own nodes that are built as community nodes are: for a
 * service, with a credential, of a single version, and no trigger.
 *
 * @param nodesBase the folder of n8n-nodes-base
 */
export async function smallestNodes(nodesBase: string, count: number): Promise<string[][]> {
	const known = async (name: string): Promise<Record<string, Known>> =>
		JSON.parse(await readFile(join(nodesBase, 'dist', 'known', `${name}.json`), 'utf8'));
	const credentials = Object.values(await known('credentials'));
	const candidates: Array<{ files: string[]; size: number }> = [];
	for (const [name, { sourcePath }] of Object.entries(await known('nodes'))) {
		const credential = credentials.find(({ supportedNodes }) => supportedNodes?.includes(name));
		if (!credential || name.endsWith('Trigger')) continue;
		const node = join(nodesBase, sourcePath);
		if ((await readFile(node, 'utf8')).includes('VersionedNodeType')) continue;
		const files = [node, join(nodesBase, credential.sourcePath)];
		candidates.push({ files, size: (await stat(node)).size });
	}
	return candidates
		.sort((a, b) => a.size - b.size)
		.slice(0, count)
		.map(({ files }) => files);
}

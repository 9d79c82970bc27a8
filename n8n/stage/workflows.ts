import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowFile } from '../server/editorClient';
import { root } from '../system/folders';

/** An example workflow by its file's name, as a user imports it. */
export async function example(name: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(root, 'examples', name), 'utf8'));
}

/** The workflow with some of a node's parameters replaced. */
export function withParameters(
	workflow: WorkflowFile,
	node: string,
	parameters: Record<string, unknown>,
): WorkflowFile {
	if (!workflow.nodes.some(({ name }) => name === node)) throw new Error(`No node "${node}"`);
	const nodes = workflow.nodes.map((candidate) =>
		candidate.name === node
			? { ...candidate, parameters: { ...candidate.parameters, ...parameters } }
			: candidate,
	);
	return { ...workflow, nodes: JSON.parse(JSON.stringify(nodes)) };
}

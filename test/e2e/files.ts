import { createHash } from 'node:crypto';
import type { Emulator } from '../../emulator';
import type { FormFile } from './form';
import type { WorkflowFile } from '../../n8n/server/editorClient';
import { credentialNames } from '../../n8n/stage/stage';

/** As the emulator's ledger has it. */
export const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The name of a manual trigger, as n8n gives it. */
export const manually = "When clicking 'Execute workflow'";

/** A resume as it lies on somebody's disk: one that the emulator has made, which is then in no ledger. */
export async function resumePdf(emulator: Emulator, fileName: string): Promise<FormFile> {
	const answer = await fetch(`${emulator.url}/v1/export`, {
		method: 'POST',
		headers: { 'x-api-key': emulator.apiKey, 'content-type': 'application/json' },
		body: JSON.stringify({ resumeId: 'res_jonas_mueller' }),
	});
	if (!answer.ok) throw new Error(`The emulator answers ${answer.status}`);
	const bytes = Buffer.from(await answer.arrayBuffer());
	await emulator.ledger.settled();
	emulator.ledger.clear();
	return { fileName, bytes };
}

interface NodeBefore {
	type: string;
	/** Default: 1. */
	typeVersion?: number;
	parameters: Record<string, unknown>;
	/** Whether it has the Laddro API credential. */
	hasCredential?: boolean;
}

/** A workflow that is started by hand and runs the nodes one after another, by their names, the last one being Laddro. */
export function laddroWorkflow(
	before: Record<string, NodeBefore>,
	operation: string,
	parameters: Record<string, unknown>,
	credential = credentialNames.laddro,
): WorkflowFile {
	const laddro: NodeBefore = {
		type: 'n8n-nodes-laddro.laddro',
		parameters: { resource: 'application', operation, ...parameters },
		hasCredential: true,
	};
	const trigger: NodeBefore = { type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const chain = Object.entries({ [manually]: trigger, ...before, Laddro: laddro });
	return {
		name: `Files: ${operation}`,
		settings: { executionOrder: 'v1' },
		nodes: chain.map(([name, { hasCredential, ...node }], index) => ({
			id: `${index}`,
			name,
			typeVersion: 1,
			position: [index * 220, 0],
			...(hasCredential && {
				credentials: { laddroApi: { id: 'by-name', name: credential } },
			}),
			...node,
			parameters: JSON.parse(JSON.stringify(node.parameters)),
		})),
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map(([name], index) => [
					chain[index]![0],
					{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
				]),
		),
	};
}

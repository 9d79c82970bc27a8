import type { Engine } from '../../engine';
import type { Answers } from '../observe/requests';
import type { Api, Patience } from '../observe/send';
import { compare } from './compare';
import { workflowOf, type NodeRun } from './runs';
import { startTap } from './tap';

/** A run of the node, and what came out of it. */
export interface NodeResult {
	readonly name: string;
	/** How the output differs from the bytes; undefined if it does not, or if the node did not run. */
	readonly differs?: string;
	readonly ran: boolean;
}

/**
 * Runs the node in n8n's engine, each run against what the API has answered, and holds its output against the bytes.
 * Runs whose answers are missing are left out.
 */
export async function runNode(
	engine: Engine,
	api: Api,
	answers: Answers,
	runs: readonly NodeRun[],
	patience: Patience,
): Promise<NodeResult[]> {
	const results: NodeResult[] = [];
	for (const run of runs) {
		const isPossible = run.from.every((name) => answers[name]?.status === 200);
		const differs = isPossible ? await resultOf(engine, api, answers, run, patience) : undefined;
		results.push({ name: run.name, ran: isPossible, differs });
	}
	return results;
}

async function resultOf(
	engine: Engine,
	api: Api,
	answers: Answers,
	{ kind, parameters }: NodeRun,
	patience: Patience,
): Promise<string | undefined> {
	const tap = await startTap(api, Object.values(answers), patience);
	try {
		const run = await engine.run(workflowOf(parameters), {
			credential: { apiKey: api.key, baseUrl: tap.url },
		});
		const { error } = run.task('Laddro');
		if (tap.refused.length > 0) {
			return `it asks for ${tap.refused.join(', ')} in another way than was asked before`;
		}
		if (error) return `it fails: ${error.message.replaceAll(api.key, '…').slice(0, 200)}`;
		return compare(kind, tap.given, run.items('Laddro'));
	} catch (error) {
		// Whatever it is, what the API has answered must still be reported.
		return `it can't be run: ${String(error).replaceAll(api.key, '…').slice(0, 200)}`;
	} finally {
		await tap.close();
	}
}

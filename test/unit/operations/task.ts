import type { IDataObject } from 'n8n-workflow';
import type { Generation } from '../../../nodes/Laddro/calls/generate';
import type { Operation, Task } from '../../../nodes/Laddro/operations/operation';
import type { DocumentStyle } from '../../../nodes/Laddro/output/document';
import type { GenerationRequest } from '../../../nodes/Laddro/transport/client';
import { TWO_SECTIONS } from '../output/generation';
import { parametersWith } from '../parameters/context';

/** The task of an item whose parameters are the defaults but for these. */
export function taskFor(operation: Operation, parameters: Record<string, unknown> = {}): Task {
	const task = operation.read(parametersWith(parameters));
	if (!task.ok) throw new Error(`Not read: ${JSON.stringify(task.failure)}`);
	return task.value;
}

/** Runs a task, of which the call gives two sections unless the rest says otherwise. */
export async function run(task: Task, rest: Partial<Generation> = {}) {
	const requests: GenerationRequest[] = [];
	const generation: Generation = {
		sections: TWO_SECTIONS,
		attempts: 1,
		waited: 0,
		waitedFor: new Set(),
		...rest,
	};
	const styles: DocumentStyle[] = [];
	const result = await task.run(async (request, style) => {
		requests.push(request);
		styles.push(style);
		return generation;
	});
	return { ...result, requests, styles };
}

/** The body of the one request that the parameters lead to. */
export async function bodyFor(
	operation: Operation,
	parameters: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
	const { requests } = await run(taskFor(operation, parameters));
	expect(requests).toHaveLength(1);
	return { ...requests[0]?.body };
}

/** The output items that the parameters lead to. */
export async function itemsFor(
	operation: Operation,
	parameters: Record<string, unknown> = {},
	rest: Partial<Generation> = {},
): Promise<IDataObject[]> {
	return (await run(taskFor(operation, parameters), rest)).items;
}

import type { Generation } from '../calls/generate';
import type { DocumentIds } from '../common/documentIds';
import type { DocumentStyle } from '../output/document';
import {
	documentItem,
	hasUsableSections,
	toItems,
	type Generated,
	type OutputForm,
} from '../output/items';
import type { ApiRequest } from '../transport/request';
import type { Calls, Task } from './operation';

/** A document that is to be generated as a stream: its request, and what is to become of the answer. */
export interface Order {
	/** Value of `operation` in the output items. */
	readonly operation: string;
	readonly request: ApiRequest;
	/** Which of the answer's ids is the document's. */
	readonly idField: keyof DocumentIds;
	readonly style: DocumentStyle;
}

/**
 * Generates the documents of one input item as streams: a call for each, in this order, up to the first that fails.
 *
 * @param output how the sections become items
 * @param onInterruption whether what has arrived of a broken stream is used
 */
export function streamedTask(
	orders: readonly Order[],
	output: OutputForm['output'],
	onInterruption: 'fail' | 'keepPartial',
): Task['run'] {
	return async (calls) => {
		const generations = await generateAll(orders, calls);
		const documents = generations.map((generation, index) =>
			documentOf(orders[index]!, generation),
		);
		const last = generations.at(-1)!;
		if (!last.failure || hasUsableSections(last, onInterruption)) {
			const items = await toItems(documents, output, orders.length);
			return { calls: generations, items: items.map((json) => ({ json })) };
		}
		const paid = documents.find(({ failure }) => !failure);
		const { operation, documentId } = documents.at(-1)!;
		return {
			calls: generations,
			items: [],
			failed: { operation, documentId },
			resume: paid && (await documentItem(paid)),
		};
	};
}

/** Makes the calls one after the other. After a failure the next one is not made: it would be paid for in vain. */
async function generateAll(orders: readonly Order[], calls: Calls): Promise<Generation[]> {
	const generations: Generation[] = [];
	for (const { request, style } of orders) {
		const generation = await calls.generate(request, style);
		generations.push(generation);
		if (generation.failure) break;
	}
	return generations;
}

function documentOf(
	{ operation, request, idField, style }: Order,
	{ sections, failure, ids }: Generation,
): Generated {
	return {
		operation,
		resumeId: sentResumeId(request.body),
		documentId: ids[idField],
		sections,
		failure,
		style,
	};
}

/** The resume that was asked for, by its parameter or by an additional body field; `null` for the default one. */
export function sentResumeId(body: ApiRequest['body']): string | null {
	const id = body?.resumeId;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

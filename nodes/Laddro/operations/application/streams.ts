import type { ApiRequest } from '../../api/request';
import type { DocumentIds } from '../../common/documentIds';
import { documentItem, generatedItems, type Generated } from '../../output/items';
import type { DocumentStyle } from '../../render/document';
import type { Task } from '../operation';

/** A document that is to be generated as a stream: its request, and what is to become of the response. */
export interface Order {
	/** Value of `operation` in the output items. */
	readonly operation: string;
	readonly request: ApiRequest;
	/** Which of the response's ids is the document's. */
	readonly idField: keyof DocumentIds;
	readonly style: DocumentStyle;
}

/**
 * Generates the documents of one input item as streams: a call for each, in this order, up to the first that fails. The
 * one after it would be paid for in vain.
 *
 * @param keepsPartial whether what has arrived of a broken stream is used
 */
export function streamedTask(
	orders: readonly Order[],
	output: 'document' | 'sections',
	keepsPartial: boolean,
): Task['run'] {
	return async (calls) => {
		const documents: Generated[] = [];
		let interruption: Generated['failure'];
		for (const { operation, request, idField, style } of orders) {
			const call = await calls.stream(request, style);
			const { value: sections = new Map<string, string>(), failure, ids } = call;
			const documentId = ids[idField];
			// After a stop of the execution nothing is used.
			if (failure && !(keepsPartial && sections.size > 0 && failure.kind !== 'stopped')) {
				const [paid] = documents;
				const resume = paid && (await documentItem(paid)).json;
				return { failed: { failure, call, sections, operation, documentId, resume } };
			}
			const resumeId = sentResumeId(request.body);
			documents.push({ operation, resumeId, documentId, sections, failure, style });
			interruption = failure;
			if (failure) break;
		}
		return { items: await generatedItems(documents, output, orders.length), interruption };
	};
}

/** The resume that was asked for, by its parameter or by an additional body field; `null` for the default one. */
export function sentResumeId(body: ApiRequest['body']): string | null {
	const id = body?.resumeId;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

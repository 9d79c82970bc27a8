import { savedDocuments } from '../../api/savedDocuments';
import type { ApiRequest } from '../../api/request';
import { changesSince, type Change } from '../../compare/changes';
import {
	documentItem,
	filesBinary,
	generatedItems,
	type Generated,
	type GeneratedFiles,
	type TextForm,
} from '../../output/items';
import type { Order } from '../generate';
import type { Calls, Task } from '../operation';

/** What becomes of the texts of one input item. */
interface Use {
	readonly form: TextForm;
	/** Whether the first document is compared with its source. */
	readonly compares: boolean;
	/** The binary fields for files that come with the texts. */
	readonly fields: GeneratedFiles['fields'];
}

/**
 * Generates the documents of one input item: the calls in this order, up to the first that fails. The one after it would
 * be paid for in vain.
 */
export function textsTask(orders: readonly Order[], use: Use): Task['run'] {
	const { form, compares, fields } = use;
	return async (calls) => {
		const documents: Generated[] = [];
		let files: GeneratedFiles['files'] = [];
		let interruption: Generated['failure'];
		for (const order of orders) {
			const call = await calls.texts(order);
			const { value, failure, ids } = call;
			const { texts = [], arrived = new Map<string, string>() } = value ?? {};
			files = failure || order.accepts === 'file' ? (value?.files ?? []) : [];
			const resumeId = sentResumeId(order.request.body);
			const generated = order.wanted.map(({ operation, type, style }, index) => {
				const documentId = ids[savedDocuments[type].idField];
				return { operation, resumeId, style, documentId, sections: arrived, ...texts[index] };
			});
			documents.push(...generated.slice(0, texts.length));
			if (!failure) continue;
			const next = generated[texts.length]!;
			// After a stop of the execution nothing is used.
			if (!order.keepsPartial || arrived.size === 0 || failure.kind === 'stopped') {
				const { operation, documentId } = next;
				const [paid] = documents;
				const resume = paid && (await documentItem(paid, form.simplify)).json;
				const binary = filesBinary(files, fields);
				const about = { sections: arrived, operation, documentId, resume, binary };
				return { failed: { failure, call, ...about } };
			}
			documents.push({ ...next, failure });
			interruption = failure;
			break;
		}
		const wanted = orders.flatMap((order) => order.wanted).length;
		return {
			items: await generatedItems(documents, form, wanted, { files, fields }),
			interruption,
			...(compares && { changes: async () => await changesOf(documents[0], calls) }),
		};
	};
}

/** What was changed in a document. It has been paid for, so nothing that goes wrong here may fail it. */
async function changesOf(
	document: Generated | undefined,
	calls: Calls,
): Promise<readonly Change[] | null> {
	if (!document || document.failure) return null;
	const { resumeId, sections, style, locale } = document;
	try {
		const source = await calls.source(resumeId);
		const changes = source && (await changesSince(source, sections, style.language ?? locale));
		return changes ?? null;
	} catch {
		return null;
	}
}

/** The resume that was asked for, by its parameter or by an additional body field; `null` for the default one. */
export function sentResumeId(body: ApiRequest['body']): string | null {
	const id = body?.resumeId;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

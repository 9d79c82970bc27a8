import { call, type CallContext, type CallLimits } from '../api/call';
import { json } from '../api/readJson';
import { isFatalForAll } from '../api/retryPolicy';
import { documentIdOf, documentRequest, savedDocuments } from '../api/savedDocuments';
import { sleep } from '../common/clock';
import { readDocumentIds, type DocumentType } from '../common/documentIds';
import { isObject } from '../common/json';
import { readStored, type StoredDocument } from '../stored/readStored';

/** When the store is asked, in milliseconds. */
const TIMES = [0, 2, 5, 10, 18, 29, 45].map((seconds) => 1000 * seconds);

/** Milliseconds for all of it. What the run's pace and a rate limit take does not count. */
const TIME = 46_000;

/** Values of `status` that say that Laddro is still at work. */
const UNDER_WAY = /^(pending|queued|processing|running|generating)$/i;

/** A document of Laddro's store, with what is said about it at any level. */
export interface Copy extends StoredDocument {
	readonly documentId: string;
}

/** What came of asking for a copy. */
export interface ReadBack {
	readonly copy?: Copy;
	/** Whether the store had nothing to the very end, or only what can't be the result. */
	readonly isGone: boolean;
}

/** What all readings of one document share. */
interface Asked {
	readonly type: DocumentType;
	readonly language: string | undefined;
	/** Whether what is said about it is enough, such as where its file is wanted. */
	readonly needsNoText?: boolean;
	/** Whether a copy can be the result. */
	readonly isResult: (copy: Copy, run: AbortSignal) => Promise<boolean>;
}

/**
 * Reads a stored document, which costs nothing, until it is whole and can be the result.
 *
 * @param ids under which it may be stored, the surest first
 */
export async function readBack(
	ids: readonly string[],
	asked: Asked,
	{ idleTimeout, timeout: longestHold }: CallLimits,
	context: CallContext,
	run: AbortSignal,
): Promise<ReadBack> {
	if (ids.length === 0) return { isGone: true };
	const { clock } = context;
	const { urgent } = context.gate;
	const gate: typeof urgent = {
		...urgent,
		shut(refusal) {
			// A key that may not read may still generate.
			if (!('meaning' in refusal && refusal.meaning === 'scopeMissing')) urgent.shut(refusal);
		},
	};
	let used = 0;
	let isGone = false;
	for (const time of TIMES) {
		const pause = Math.max(0, time - used);
		used += pause;
		await sleep(clock, pause, run);
		isGone = true;
		for (const id of ids) {
			if (run.aborted || used >= TIME) return { isGone: false };
			const limits = { maxRetries: 0, idleTimeout, timeout: TIME - used, longestHold };
			const request = documentRequest(asked.type, id);
			const { value, failure, took } = await call(request, json, limits, { ...context, gate }, run);
			used += took;
			const copy = value && (await copyIn(value, id, asked));
			if (copy?.documentId === id && (await asked.isResult(copy, run)))
				return { copy, isGone: false };
			if (failure && isFatalForAll(failure)) return { isGone: false };
			const isMissing = failure?.kind === 'status' && failure.meaning === 'notFound';
			if (!copy && !isMissing) isGone = false;
		}
	}
	return { isGone: isGone && !run.aborted };
}

/** The document that was asked for, if it is whole. */
export async function copyIn(
	value: Record<string, unknown>,
	id: string,
	{ type, language, needsNoText = false }: Pick<Asked, 'type' | 'language' | 'needsNoText'>,
): Promise<Copy | undefined> {
	const inner = isObject(value.data) ? value.data : {};
	const found = await readStored(type, value, language);
	const document = found ?? { sections: new Map<string, string>(), fields: inner };
	if (document.sections.size === 0 && !needsNoText) return undefined;
	const fields = { ...value, ...document.fields };
	if (typeof fields.status === 'string' && UNDER_WAY.test(fields.status)) return undefined;
	const { idField } = savedDocuments[type];
	const own = readDocumentIds(value)[idField] ?? documentIdOf(type, document.fields) ?? id;
	return { ...document, fields, documentId: own };
}

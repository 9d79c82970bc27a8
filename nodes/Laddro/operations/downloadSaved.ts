import { call, keptOutcome, type Outcome } from '../api/call';
import { fileOfType } from '../api/readFile';
import { savedDocuments } from '../api/savedDocuments';
import type { DocumentIds, DocumentType } from '../common/documentIds';
import type { Failure } from '../common/failure';
import type { PaidCall } from '../kept/record';
import { areStored, namedFile, storeFiles, type StoredFile } from '../output/files';
import type { CallSetting } from './generate';
import { isResult } from './isResult';
import { readBack } from './readBack';

/** A document whose file a call is to bring. */
export interface WantedFile {
	readonly type: DocumentType;
	/** The name of its file, without an ending, where the response gives none. */
	readonly name: string;
	/** The stored resume that it is a version of: its id, or `null` for the account's default one. */
	readonly source?: string | null;
	readonly looks: Readonly<Record<string, unknown>>;
}

/** A call for files that was paid for, without all of them. */
export interface BrokenFiles {
	readonly ids: DocumentIds;
	readonly paid: PaidCall;
	readonly failure: Failure;
}

/**
 * Downloads the files of stored documents that an earlier try has paid for: the file of one costs less than to generate
 * it again. What came before a failure is the value, also then.
 *
 * @param note is told of each further download
 * @returns `undefined` where a document has no id, or is not in the store
 */
export async function downloadSaved(
	wanted: readonly WantedFile[],
	{ ids, paid, failure }: BrokenFiles,
	{ helpers, limits, context, signal }: CallSetting,
	note: (outcome: Outcome) => void,
): Promise<Outcome<readonly StoredFile[]> | undefined> {
	const files = (await areStored(helpers, paid.files)) ? [...paid.files] : [];
	const known = wanted.flatMap((one) => {
		const id = ids[savedDocuments[one.type].idField];
		return id === undefined ? [] : [{ ...one, id }];
	});
	if (known.length < wanted.length) return undefined;
	let outcome: Outcome<readonly StoredFile[]> | undefined;
	for (const { type, id, name, source, looks } of known.slice(files.length)) {
		const expected = { source, arrived: new Map(), sentAt: paid.sentAt };
		const { copy, isGone } = await readBack(
			[id],
			{
				type,
				language: undefined,
				needsNoText: true,
				isResult: async (found, run) => await isResult(found, expected, run),
			},
			limits,
			{ ...context, gate: context.gate.urgent },
			signal,
		);
		if (outcome) note(outcome);
		if (isGone) return undefined;
		if (!copy) return { ...keptOutcome(ids, files), failure };
		const request = savedDocuments[type].pdf(id, looks);
		const { value, ...rest } = await call(request, fileOfType('pdf'), limits, context, signal);
		const stored = await storeFiles(helpers, value ? [namedFile(value, name)] : []);
		if (stored.ok) files.push(...stored.value);
		const missing = rest.failure ?? (stored.ok ? undefined : stored.failure);
		// The next try compares the date of the document, and not that of this download.
		const { sentAt } = paid;
		outcome = { ...rest, ids, sentAt, charged: 'yes', failure: missing, value: files };
		if (missing) break;
	}
	return outcome;
}

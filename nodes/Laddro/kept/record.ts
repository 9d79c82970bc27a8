import { createHash } from 'crypto';
import { version } from '../../../package.json';
import { titleIn, type SavedLetter } from '../api/readJson';
import { readDocumentIds, type DocumentIds } from '../common/documentIds';
import { isBinaryData, isObject } from '../common/json';
import type { Failure } from '../common/failure';
import type { StoredFile } from '../output/files';
import type { DocumentText } from '../output/items';
import type { Sections } from '../stream/streamReader';

/** What a paid call for texts brought. */
export interface PaidCall {
	/** The documents that are whole: the first ones of those that the call is to bring. */
	readonly texts: readonly DocumentText[];
	/** The sections that had arrived of the next one. */
	readonly arrived: Sections;
	/** The section whose last line was cut short, of a stream that broke. */
	readonly cutSection?: string;
	/** What the response says beyond ids and content, such as a score. */
	readonly details?: DocumentText['details'];
	/** Files that came without their texts, or beside them. */
	readonly files: readonly StoredFile[];
	/** Whether such a file broke, or n8n could not store it, or has lost it since. */
	readonly hasLostFile?: boolean;
	/** The ids in the body of the response, which may be others than those in its headers. */
	readonly otherIds: DocumentIds;
	/** When it was asked for, in milliseconds since 1970 by the server's clock, where it is known. */
	readonly sentAt?: number;
}

/** What was paid for: files, or a call for texts, with its failure where a text is missing; or a letter that was saved. */
export type KeptDocument = { readonly ids: DocumentIds } & (
	| { readonly files: readonly StoredFile[] }
	| { readonly paid: PaidCall; readonly failure?: Failure }
	| { readonly saved: SavedLetter }
);

/** Whether nothing of what was paid for is missing. */
export function isComplete(document: KeptDocument): boolean {
	return !('paid' in document) || document.failure === undefined;
}

/** Documents by the key of their request. Identical requests have as many documents as have been paid for. */
export type KeptByKey = ReadonlyMap<string, readonly KeptDocument[]>;

/** What is left in n8n's execution data, as plain JSON. */
interface KeptRecord {
	readonly package: string;
	/** Which run of the node within the execution it belongs to; in a loop there are several. */
	readonly run: number;
	readonly documents: unknown;
	/** Of the documents: a record that has been changed is not trusted. */
	readonly hash: string;
}

/** Only what this very version has written is read. */
export const PACKAGE = `n8n-nodes-laddro@${version}`;

export function writeRecord(run: number, kept: KeptByKey): KeptRecord {
	const documents = Object.fromEntries(
		[...kept].map(([key, list]) => [key, list.map(writeDocument)]),
	);
	return { package: PACKAGE, run, documents, hash: hashOf(documents) };
}

/** Reads what an earlier try of this run has left. Anything else than a record of ours gives nothing. */
export function readRecord(value: unknown, run: number): KeptByKey {
	if (!isObject(value) || value.package !== PACKAGE || value.run !== run) return new Map();
	const { documents, hash } = value;
	if (!isObject(documents) || !isUnchanged(documents, hash)) return new Map();
	return new Map(
		Object.entries(documents).map(([key, list]) => [
			key,
			Array.isArray(list) ? list.filter(isObject).flatMap(readDocument) : [],
		]),
	);
}

function isUnchanged(documents: object, hash: unknown): boolean {
	try {
		return hash === hashOf(documents);
	} catch {
		// What can't be written as JSON is not ours.
		return false;
	}
}

/** Of one key after the other: all documents of a run may be longer than any text can be. */
export function hashOf(documents: object): string {
	const hash = createHash('sha256');
	for (const entry of Object.entries(documents)) hash.update(JSON.stringify(entry));
	return hash.digest('hex');
}

/** Sections as a list: the order of an object's properties is not always that in which they were set. */
function writeDocument(document: KeptDocument): object {
	if (!('paid' in document)) return document;
	const { paid, ...rest } = document;
	const texts = paid.texts.map((text) => ({ ...text, sections: [...text.sections] }));
	return { ...rest, paid: { ...paid, texts, arrived: [...paid.arrived] } };
}

function readDocument({
	ids,
	files,
	paid,
	failure,
	saved,
}: Record<string, unknown>): KeptDocument[] {
	const known = readDocumentIds(ids);
	if (isObject(saved) && known.coverLetterId !== undefined) {
		return [{ ids: known, saved: titleIn(saved) }];
	}
	if (isListOf(files, isStoredFile) && files.length > 0) return [{ ids: known, files }];
	const call = isObject(paid) ? readPaidCall(paid) : undefined;
	return call ? [{ ids: known, paid: call, ...(isFailure(failure) && { failure }) }] : [];
}

function readPaidCall(paid: Record<string, unknown>): PaidCall | undefined {
	const { texts, arrived, cutSection, details, files, hasLostFile, otherIds, sentAt } = paid;
	if (!isListOf(texts, isText) || !isListOf(arrived, isSection)) return undefined;
	return {
		texts: texts.map((text) => ({ ...text, sections: new Map(text.sections) })),
		arrived: new Map(arrived),
		cutSection: typeof cutSection === 'string' ? cutSection : undefined,
		details: isObject(details) ? details : undefined,
		files: isListOf(files, isStoredFile) ? files : [],
		hasLostFile: hasLostFile === true || undefined,
		otherIds: readDocumentIds(otherIds),
		sentAt: typeof sentAt === 'number' ? sentAt : undefined,
	};
}

function isListOf<Entry>(
	list: unknown,
	isEntry: (entry: unknown) => entry is Entry,
): list is Entry[] {
	return Array.isArray(list) && list.every(isEntry);
}

function isText(text: unknown): text is Omit<DocumentText, 'sections'> & {
	readonly sections: Array<[string, string]>;
} {
	return isObject(text) && isListOf(text.sections, isSection) && text.sections.length > 0;
}

function isSection(entry: unknown): entry is [string, string] {
	return (
		Array.isArray(entry) && entry.length === 2 && entry.every((text) => typeof text === 'string')
	);
}

function isFailure(failure: unknown): failure is Failure {
	return isObject(failure) && typeof failure.kind === 'string';
}

function isStoredFile(entry: unknown): entry is StoredFile {
	return (
		isObject(entry) &&
		typeof entry.fileName === 'string' &&
		typeof entry.mimeType === 'string' &&
		typeof entry.fileSize === 'number' &&
		isBinaryData(entry.binary)
	);
}

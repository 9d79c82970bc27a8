import { createHash } from 'crypto';
import { version } from '../../../package.json';
import { readDocumentIds, type DocumentIds } from '../common/documentIds';
import { isBinaryData, isObject } from '../common/json';
import type { StoredFile } from '../output/files';
import type { Sections } from '../stream/streamReader';

/** A document that is complete and paid for: its sections, or the files that it became. */
export type KeptDocument = { readonly ids: DocumentIds } & (
	| { readonly sections: Sections }
	| { readonly files: readonly StoredFile[] }
);

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
const PACKAGE = `n8n-nodes-laddro@${version}`;

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
function hashOf(documents: object): string {
	const hash = createHash('sha256');
	for (const entry of Object.entries(documents)) hash.update(JSON.stringify(entry));
	return hash.digest('hex');
}

/** Sections as a list: the order of an object's properties is not always that in which they were set. */
function writeDocument(document: KeptDocument): object {
	return 'sections' in document ? { ...document, sections: [...document.sections] } : document;
}

function readDocument({ ids, sections, files }: Record<string, unknown>): KeptDocument[] {
	const known = readDocumentIds(ids);
	if (isListOf(sections, isSection)) return [{ ids: known, sections: new Map(sections) }];
	return isListOf(files, isStoredFile) ? [{ ids: known, files }] : [];
}

function isListOf<Entry>(
	list: unknown,
	isEntry: (entry: unknown) => entry is Entry,
): list is Entry[] {
	return Array.isArray(list) && list.length > 0 && list.every(isEntry);
}

function isSection(entry: unknown): entry is [string, string] {
	return (
		Array.isArray(entry) && entry.length === 2 && entry.every((text) => typeof text === 'string')
	);
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

import type { INodeListSearchItems } from 'n8n-workflow';
import type { Row } from '../api/documentPages';
import { documentIdOf } from '../api/savedDocuments';
import type { DocumentType } from '../common/documentIds';

/** A resume or a cover letter, as far as a picker shows it. */
interface NamedDocument {
	readonly id: string;
	readonly title: string;
	readonly isDefault: boolean;
	/** When it was changed last, in UTC: `2026-11-24T14:05`; empty when that is not known. */
	readonly changed: string;
}

/** Reads rows of the account's list. A row without an id that other requests accept is left out. */
function readDocuments(type: DocumentType, rows: readonly Row[]): NamedDocument[] {
	return rows.flatMap((row) => {
		const id = documentIdOf(type, row);
		if (id === undefined) return [];
		const title = typeof row.title === 'string' ? row.title.trim() : '';
		const changed = minuteOf(row.updatedAt ?? row.createdAt);
		return [{ id, title: title || id, isDefault: row.isDefault === true, changed }];
	});
}

function minuteOf(time: unknown): string {
	const date = new Date(typeof time === 'string' ? time : NaN);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16);
}

type Detail = (document: NamedDocument) => string;

/** What is added to a title, the shortest first. The last one always tells two documents apart. */
const DETAILS: readonly Detail[] = [
	() => '',
	({ changed }) => changed.slice(0, 10),
	({ changed }) => (changed === '' ? '' : `${changed.replace('T', ' ')} UTC`),
	({ id }) => id,
];

/**
 * The entries of a page. Equal titles, which a tailored copy of a resume may well have, are told apart by the day of
 * the last change, or by whatever else it takes.
 */
export function documentNames(type: DocumentType, rows: readonly Row[]): INodeListSearchItems[] {
	const documents = readDocuments(type, rows);
	const shared = DETAILS.map((detail) => titlesSharing(detail, documents));
	return documents.map((document) => {
		const detail = DETAILS.find((_, index) => !shared[index]?.has(document.title));
		const added = [document.isDefault && 'default', detail?.(document)].filter(Boolean);
		const suffix = added.length > 0 ? ` (${added.join(', ')})` : '';
		return { name: document.title + suffix, value: document.id };
	});
}

/** Titles of which two documents have the same detail. */
function titlesSharing(detail: Detail, documents: readonly NamedDocument[]): ReadonlySet<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const document of documents) {
		const name = `${document.title}\n${detail(document)}`;
		if (seen.has(name)) shared.add(document.title);
		seen.add(name);
	}
	return shared;
}

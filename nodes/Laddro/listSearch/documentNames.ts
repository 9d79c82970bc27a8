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
	const details = new Map<string, Detail>();
	for (const [title, namesakes] of byTitle(documents))
		details.set(title, distinctDetail(namesakes));
	return documents.map((document) => {
		const detail = details.get(document.title)?.(document);
		const added = [document.isDefault && 'default', detail].filter(Boolean);
		const suffix = added.length > 0 ? ` (${added.join(', ')})` : '';
		return { name: document.title + suffix, value: document.id };
	});
}

function byTitle(documents: readonly NamedDocument[]): Map<string, NamedDocument[]> {
	const groups = new Map<string, NamedDocument[]>();
	for (const document of documents) {
		const group = groups.get(document.title);
		if (group) group.push(document);
		else groups.set(document.title, [document]);
	}
	return groups;
}

function distinctDetail(namesakes: readonly NamedDocument[]): Detail {
	const isDistinct = (detail: Detail) => new Set(namesakes.map(detail)).size === namesakes.length;
	return DETAILS.find(isDistinct) ?? (() => '');
}

import { readDocumentIds } from '../common/documentIds';
import { isObject } from '../common/json';
import type { Outcome } from './call';

/** A row of one of the account's lists. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of a list, or the failure to get it. */
export interface Page {
	readonly call: Outcome;
	readonly rows: readonly Row[];
	/** Where the next page begins; not set after the last page, nor after a failure. */
	readonly next?: number;
}

/** Maximum rows in one request. */
export const PAGE_SIZE = 50;

/**
 * Reads one of the account's lists page by page, until it ends, fails, or its reader has had enough.
 *
 * @param fetchPage asks for the rows from `offset` on, `limit` of them at most
 * @param offset where to begin
 */
export async function* documentPages(
	fetchPage: (query: {
		limit: number;
		offset: number;
	}) => Promise<Outcome<Record<string, unknown>>>,
	offset = 0,
	limit = PAGE_SIZE,
): AsyncGenerator<Page> {
	const seen = new Set<string>();
	for (let start = offset; ; ) {
		const call = await fetchPage({ limit, offset: start });
		const { rows, total } = readPage(call.value ?? {});
		const names = rows.map(nameOf);
		// A server that does not know the offset would send the same page for ever.
		const isNew = names.some((name) => !seen.has(name));
		for (const name of names) seen.add(name);
		start += rows.length;
		const hasNext = isNew && (total === undefined || start < total);
		yield { call, rows: isNew ? rows.filter(isObject) : [], next: hasNext ? start : undefined };
		if (!hasNext) return;
	}
}

/** What tells a row from others: its id. Other fields may change, such as a link that is signed anew. */
function nameOf(row: unknown): string {
	const { resumeId, coverLetterId } = readDocumentIds(row);
	const id: unknown = resumeId ?? coverLetterId ?? (isObject(row) ? row.id : undefined);
	return JSON.stringify(id ?? row);
}

/** Reads a page in both of its shapes: `{items, total}`, as the official clients read it, and `{data}`, as documented. */
function readPage({ items, data, total }: Record<string, unknown>) {
	const rows: unknown[] = Array.isArray(items) ? items : Array.isArray(data) ? data : [];
	return { rows, total: typeof total === 'number' ? total : undefined };
}

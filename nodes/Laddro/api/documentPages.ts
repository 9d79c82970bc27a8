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
	for (let start = offset, before: string | undefined; ; ) {
		const call = await fetchPage({ limit, offset: start });
		const { rows, total } = readPage(call.value ?? {});
		const first = JSON.stringify(rows[0]);
		// A server that does not know the offset would send the same page for ever.
		const isNew = rows.length > 0 && first !== before;
		before = first;
		start += rows.length;
		const hasNext = isNew && (total === undefined || start < total);
		yield { call, rows: isNew ? rows.filter(isObject) : [], next: hasNext ? start : undefined };
		if (!hasNext) return;
	}
}

/** Reads a page in both of its shapes: `{items, total}`, as the official clients read it, and `{data}`, as documented. */
function readPage({ items, data, total }: Record<string, unknown>) {
	const rows: unknown[] = Array.isArray(items) ? items : Array.isArray(data) ? data : [];
	return { rows, total: typeof total === 'number' ? total : undefined };
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { systemClock } from '../common/clock';
import { isObject } from '../common/json';
import { nodeError } from '../output/nodeError';
import { connect } from '../transport/connect';

/** Resumes in one request. */
const PAGE_SIZE = 50;
/** Pages that one search reads at the most; the editor can always ask for the next ones. */
const PAGES_PER_SEARCH = 20;

/**
 * Lists the resumes for the picker, a page at a time. The API can't search, so titles are compared here, and a search
 * goes on until a page has a match or there are no more.
 *
 * @param paginationToken the offset of the page, as this function has returned it before
 */
export async function searchResumes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await connect(this, systemClock);
	if (!client.ok) throw nodeError(this.getNode(), client.failure);
	const wanted = filter?.trim().toLowerCase() ?? '';
	let offset = Number(paginationToken ?? 0);
	for (let page = 1; ; page++) {
		const answer = await client.value.getJson('/v1/resumes', { limit: PAGE_SIZE, offset });
		if (!answer.ok) throw nodeError(this.getNode(), answer.failure);
		const { rows, total } = readPage(answer.value);
		offset += rows.length;

		const results = rows
			.flatMap(readResume)
			.filter(({ name }) => name.toLowerCase().includes(wanted));
		// Without a total, a full page is the only sign that there may be another.
		const isLast =
			rows.length === 0 || (total === undefined ? rows.length < PAGE_SIZE : offset >= total);
		if (results.length > 0 || isLast || page === PAGES_PER_SEARCH) {
			return { results, paginationToken: isLast ? undefined : `${offset}` };
		}
	}
}

/** Reads a page in both of its shapes: `{items, total}`, as the official clients read it, and `{data}`, as documented. */
function readPage({ items, data, total }: Record<string, unknown>) {
	const rows: unknown[] = Array.isArray(items) ? items : Array.isArray(data) ? data : [];
	return { rows, total: typeof total === 'number' ? total : undefined };
}

function readResume(row: unknown): INodeListSearchItems[] {
	if (!isObject(row)) return [];
	const id = row.resumeId ?? row.id;
	if (typeof id !== 'string') return [];
	const title = typeof row.title === 'string' && row.title.trim() !== '' ? row.title : id;
	return [{ name: row.isDefault === true ? `${title} (default)` : title, value: id }];
}

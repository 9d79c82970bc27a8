import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { systemClock } from '../common/clock';
import { pickerError } from '../output/pickerError';
import { connect } from '../transport/connect';
import { readResumes, resumeNames } from './resumeNames';

/** Resumes in one request. */
const PAGE_SIZE = 50;
/** Pages that one search reads at the most; the editor can always ask for the next ones. */
const PAGES_PER_SEARCH = 20;

/** An empty id is left out of the request, and Laddro then takes the resume that is the default at that time. */
const DEFAULT_RESUME = { name: 'Default Resume', value: '' };

/**
 * Lists the resumes for the picker, a page at a time, the default one of the account first. The API can't search, so
 * names are compared here, and a search goes on until a page has a match or there are no more.
 *
 * @param paginationToken the offset of the page, as this function has returned it before
 */
export async function searchResumes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await connect(this, systemClock);
	if (!client.ok) throw pickerError(this.getNode(), client.failure);
	const wanted = filter?.trim().toLowerCase() ?? '';
	const isWanted = ({ name }: { name: string }) => name.toLowerCase().includes(wanted);
	const first = paginationToken === undefined ? [DEFAULT_RESUME].filter(isWanted) : [];
	let offset = Number(paginationToken ?? 0);
	for (let page = 1; ; page++) {
		const answer = await client.value.getJson('/v1/resumes', { limit: PAGE_SIZE, offset });
		if (!answer.ok) throw pickerError(this.getNode(), answer.failure);
		const { rows, total } = readPage(answer.value);
		offset += rows.length;

		const found = resumeNames(readResumes(rows)).filter(isWanted);
		// Without a total, a full page is the only sign that there may be another.
		const isLast =
			rows.length === 0 || (total === undefined ? rows.length < PAGE_SIZE : offset >= total);
		if (found.length > 0 || isLast || page === PAGES_PER_SEARCH) {
			return { results: [...first, ...found], paginationToken: isLast ? undefined : `${offset}` };
		}
	}
}

/** Reads a page in both of its shapes: `{items, total}`, as the official clients read it, and `{data}`, as documented. */
function readPage({ items, data, total }: Record<string, unknown>) {
	const rows: unknown[] = Array.isArray(items) ? items : Array.isArray(data) ? data : [];
	return { rows, total: typeof total === 'number' ? total : undefined };
}

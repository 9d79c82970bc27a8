import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { documentPages } from '../api/documentPages';
import { savedDocuments } from '../api/savedDocuments';
import type { DocumentType } from '../common/documentIds';
import { pickerError } from '../output/nodeError';
import { documentNames } from './documentNames';
import { lookUpFor } from './lookUp';

/** Pages that one search reads at most; the editor can always ask for the next ones. */
const PAGES_PER_SEARCH = 20;

/** An empty id is left out of the request, and Laddro then takes the resume that is the default at that time. */
const DEFAULT_RESUME = { name: 'Default Resume', value: '' };

/**
 * Lists the resumes to work from, the account's default one first.
 *
 * @param paginationToken as this function has returned it before
 */
export async function searchResumes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'resume', [DEFAULT_RESUME], filter, paginationToken);
}

/**
 * Lists the stored documents of the type that is chosen in 'Document Type'.
 *
 * @param paginationToken as this function has returned it before
 */
export async function searchDocuments(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('documentType');
	const type = chosen === 'coverLetter' ? 'coverLetter' : 'resume';
	return await search(this, type, [], filter, paginationToken);
}

/**
 * Lists documents a page at a time. The API can't search, so names are compared here, and a search goes on until a page
 * has a match or there are no more.
 *
 * @param first entries before the first page
 * @param paginationToken the offset of the page
 */
async function search(
	context: ILoadOptionsFunctions,
	type: DocumentType,
	first: readonly INodeListSearchItems[],
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const lookUp = await lookUpFor(context);
	const wanted = filter?.trim().toLowerCase() ?? '';
	const isWanted = ({ name }: { name: string }) => name.toLowerCase().includes(wanted);
	const results = paginationToken === undefined ? first.filter(isWanted) : [];
	const pages = documentPages(
		async (query) => await lookUp({ path: savedDocuments[type].listPath, query }),
		Number(paginationToken ?? 0),
	);
	let read = 0;
	for await (const { call, rows, next } of pages) {
		if (call.failure) throw pickerError(context.getNode(), call.failure);
		const found = documentNames(type, rows).filter(isWanted);
		read++;
		if (found.length > 0 || next === undefined || read === PAGES_PER_SEARCH) {
			return {
				results: [...results, ...found],
				paginationToken: next === undefined ? undefined : `${next}`,
			};
		}
	}
	return { results };
}

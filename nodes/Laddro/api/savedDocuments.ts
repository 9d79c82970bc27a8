import type { DocumentType } from '../common/documentIds';
import type { ApiRequest } from './request';
import type { Row } from './documentPages';

/** Where the API has the stored documents of a type. */
interface Endpoints {
	readonly listPath: string;
	/** The field of a row with the id that other calls accept. */
	readonly idField: 'resumeId' | 'coverLetterId';
	/** The request for its PDF, which costs a credit. */
	readonly pdf: (id: string, looks: Readonly<Record<string, unknown>>) => ApiRequest;
}

export const savedDocuments: Readonly<Record<DocumentType, Endpoints>> = {
	resume: {
		listPath: '/v1/resumes',
		idField: 'resumeId',
		pdf: (resumeId, looks) => ({
			method: 'POST',
			path: '/v1/export',
			body: { ...looks, resumeId },
		}),
	},
	coverLetter: {
		listPath: '/v1/cover-letters',
		idField: 'coverLetterId',
		// Laddro's own clients send the looks, or no body at all.
		pdf: (id, looks) => ({
			method: 'PUT',
			path: `/v1/cover-letters/${encodeURIComponent(id)}/render`,
			...(Object.keys(looks).length > 0 && { body: looks }),
		}),
	},
};

/** The request for one stored document. */
export function documentRequest(type: DocumentType, id: string): ApiRequest {
	return {
		method: 'GET',
		path: `${savedDocuments[type].listPath}/${encodeURIComponent(id)}`,
	};
}

/**
 * The id of a row that other calls accept. Where a row has a separate field for it, its `id` is an internal number,
 * which they do not accept.
 */
export function documentIdOf(type: DocumentType, row: Row): string | undefined {
	const known = [row[savedDocuments[type].idField], row.id];
	return known.find((id): id is string => typeof id === 'string' && id !== '');
}

import type { IDataObject } from 'n8n-workflow';
import type { Row } from '../calls/documentPages';
import { documentIdOf, type DocumentType } from '../calls/savedDocuments';

/**
 * What the API says of a stored document, with the id that other calls take as its `id`.
 *
 * @param asked the id that was asked for, where one was
 */
export function savedItem(type: DocumentType, row: Row, asked?: string): IDataObject {
	const { id, ...rest } = row;
	return { id: documentIdOf(type, row) ?? asked ?? id, ...rest } as IDataObject;
}

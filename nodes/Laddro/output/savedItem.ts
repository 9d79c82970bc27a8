import type { IDataObject } from 'n8n-workflow';
import { documentIdOf, type Row } from '../calls/documentPages';

/** What the API says of a stored document, with the id that other calls take as its `id`. */
export function savedItem(row: Row): IDataObject {
	const { id, ...rest } = row;
	return { id: documentIdOf(row) ?? id, ...rest } as IDataObject;
}

import { isObject } from './json';

/** The types of document that Laddro stores: the values of the parameter `documentType`. */
export type DocumentType = 'resume' | 'coverLetter';

/** Under which ids Laddro has stored what it generated; only those that the response names. */
export interface DocumentIds {
	readonly resumeId?: string;
	readonly coverLetterId?: string;
}

/** Fields in which the API wraps an object or may wrap one. */
export const WRAPPERS: readonly string[] = ['data', 'resume', 'coverLetter', 'content', 'result'];

/** Characters of an id; a longer one is something else. */
const ID_LIMIT = 200;

/** Whether a text can be a part of a path: half a character (`\ud83d`) could not be written there. */
export function isDocumentId(id: string): boolean {
	return id.length <= ID_LIMIT && /^[^/\\?#\p{Z}\p{C}]+$/u.test(id) && !/^\.+$/.test(id);
}

/** Reads the ids from the fields of an object, or of one that it wraps. Whatever is no id is left out. */
export function readDocumentIds(fields: unknown): DocumentIds {
	if (!isObject(fields)) return {};
	const wrapped = WRAPPERS.map((name) => fields[name]).filter(isObject);
	return Object.assign({}, ...[...wrapped.reverse(), fields].map(ownIds));
}

function ownIds(fields: Record<string, unknown>): DocumentIds {
	return { ...idIn(fields, 'resumeId'), ...idIn(fields, 'coverLetterId') };
}

function idIn(fields: Record<string, unknown>, name: keyof DocumentIds): DocumentIds {
	const value = fields[name];
	const id = typeof value === 'string' ? value.trim() : '';
	return isDocumentId(id) ? { [name]: id } : {};
}

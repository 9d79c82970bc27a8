import type { StoredDocument } from '../account/documents';
import { people } from '../content/people';
import { letterData, resumeData } from '../content/structured';
import { draft } from '../content/write';
import { readBody } from '../http/readBody';
import type { Operation } from '../wire/api';
import { refuse } from '../wire/errors';
import { answer, type Call, type ListShape } from './call';
import { text } from './checkFields';

const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 100;

/**
 * Sends one page of the account's resumes or letters.
 * @throws {Refusal} 400 if the limit or the offset is not a whole number
 */
export async function listDocuments(operation: Operation, call: Call): Promise<void> {
	const { path, query } = call.exchange.entry;
	const parameters = new URLSearchParams(query);
	const limit = wholeNumber('limit', parameters.get('limit') ?? DEFAULT_LIMIT, LARGEST_LIMIT);
	const offset = wholeNumber('offset', parameters.get('offset') ?? 0, Number.MAX_SAFE_INTEGER);
	const all = call.account.list(operation);
	const shape = call.settings.resumeListShape;
	const page = all.slice(offset, offset + limit).map((each) => row(operation, each, shape));
	const list = { items: page, total: all.length, limit, offset };
	const json = shape === 'doc' ? { data: page } : list;
	await answer(call, { operation: 'read', item: path + query, normal: { kind: 'json', json } });
}

function wholeNumber(name: string, value: string | number, largest: number): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 0 && number <= largest) return number;
	throw refuse(400, `${name} must be a whole number from 0 to ${largest}`);
}

/** What a list says about a document. */
function row(operation: Operation, document: StoredDocument, shape: ListShape) {
	const { id, number, title, isDefault = false, createdAt, updatedAt } = document;
	const times = { createdAt, updatedAt };
	if (shape === 'doc') return { id, title, ...times };
	if (operation === 'coverLetter') return { id: number, coverLetterId: id, title, ...times };
	return { id: number, resumeId: id, title, isDefault, ...times };
}

/**
 * Sends one resume or letter as structured data.
 * @throws {Refusal} 404 if the account has none with this id
 */
export async function getDocument(operation: Operation, call: Call, id: string): Promise<void> {
	const document = find(operation, call, id);
	const data = operation === 'tailor' ? resumeData(document.draft) : letterData(document.draft);
	const shape = call.settings.resumeListShape;
	const head = row(operation, document, shape);
	const { language } = document.draft.text;
	const json = { ...head, language, ...(shape === 'doc' ? data : { data }) };
	const { path } = call.exchange.entry;
	await answer(call, {
		operation: 'read',
		source: id,
		item: path,
		normal: { kind: 'json', json },
	});
}

/**
 * The document with this id.
 * @throws {Refusal} 404 if the account has none
 */
export function find(operation: Operation, { account }: Call, id: string): StoredDocument {
	const isResume = operation === 'tailor';
	const document = isResume ? account.resume(id) : account.letter(id);
	if (document) return document;
	throw refuse(404, `${isResume ? 'Resume' : 'Cover letter'} not found`);
}

/**
 * Stores a cover letter that the client has written.
 * @throws {Refusal} 400 if it has no text
 */
export async function storeLetter(call: Call): Promise<void> {
	const { fields } = await readBody(call.exchange.request);
	call.exchange.note({ body: fields });
	const html = text(fields, 'letterContent');
	const [first] = people;
	if (html === undefined || first === undefined) throw refuse(400, 'letterContent is required');
	const person = { ...first, name: text(fields, 'fullName') ?? first.name };
	const content = html.replace(/<\/p>|<br\s*\/?>/g, '\n').replace(/<[^>]*>/g, '');
	const company = text(fields, 'companyName');
	const letter = {
		...draft('coverLetter', person, { positionName: company }),
		sections: [{ section: 'letterContent', content }],
		html,
	};
	const { id, title } = call.account.store(letter, text(fields, 'title'));
	const json = { coverLetterId: id, title, status: 'draft' };
	await answer(call, { operation: 'read', item: id, normal: { kind: 'json', json } });
}

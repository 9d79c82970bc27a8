import { numberOf, type StoredDocument } from '../account/documents';
import { renderFile } from '../content/pdf';
import { personWhere } from '../content/people';
import { letterData, resumeData } from '../content/structured';
import { draft } from '../content/write';
import { readBody } from '../http/readBody';
import type { Operation } from '../wire/api';
import { refuse } from '../wire/response';
import { answer, answerJson, type Call } from './call';
import { checkLooks, text } from './checks';

const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 100;
/** In credits. */
const RENDER_PRICE = 1;

/** Sends one page of the account's resumes or letters. */
export async function listDocuments(operation: Operation, call: Call): Promise<void> {
	const parameters = new URLSearchParams(call.exchange.entry.query);
	const limit = wholeNumber('limit', parameters.get('limit') ?? DEFAULT_LIMIT, LARGEST_LIMIT);
	const offset = wholeNumber('offset', parameters.get('offset') ?? 0, Number.MAX_SAFE_INTEGER);
	const all = call.account.list(operation);
	const items = all.slice(offset, offset + limit).map((each) => row(operation, each, call));
	const isDoc = call.settings.resumeListShape === 'doc';
	await answerJson(call, isDoc ? { data: items } : { items, total: all.length, limit, offset });
}

function wholeNumber(name: string, value: string | number, largest: number): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 0 && number <= largest) return number;
	throw refuse(400, `${name} must be a whole number from 0 to ${largest}`);
}

/** What a list says about a document. */
function row(operation: Operation, document: StoredDocument, { settings }: Call) {
	const { id, title, isDefault = false, createdAt, updatedAt } = document;
	const rest = { title, createdAt, updatedAt };
	if (settings.resumeListShape === 'doc') return { id, ...rest };
	const number = numberOf(document);
	if (operation === 'coverLetter') return { id: number, coverLetterId: id, ...rest };
	return { id: number, resumeId: id, isDefault, ...rest };
}

/** Sends one resume or letter as structured data. */
export async function getDocument(operation: Operation, call: Call, id: string): Promise<void> {
	const document = find(operation, call, id);
	const data = operation === 'tailor' ? resumeData(document.draft) : letterData(document.draft);
	const isDoc = call.settings.resumeListShape === 'doc';
	const { language } = document.draft.text;
	const json = { ...row(operation, document, call), language, ...(isDoc ? data : { data }) };
	await answerJson(call, json, id);
}

/** The document with this id. */
function find(operation: Operation, { account }: Call, id: string): StoredDocument {
	const isResume = operation === 'tailor';
	const document = isResume ? account.resume(id) : account.letter(id);
	if (document) return document;
	throw refuse(404, `${isResume ? 'Resume' : 'Cover letter'} not found`);
}

/** Stores a cover letter that the client has written. */
export async function storeLetter(call: Call): Promise<void> {
	const { fields } = await readBody(call.exchange.request);
	call.exchange.note({ body: fields });
	const html = text(fields, 'letterContent');
	if (html === undefined) throw refuse(400, 'letterContent is required');
	const first = personWhere(() => true);
	const person = { ...first, name: text(fields, 'fullName') ?? first.name };
	const content = html.replace(/<\/p>|<br\s*\/?>/g, '\n').replace(/<[^>]*>/g, '');
	const positionName = text(fields, 'companyName');
	const letter = {
		...draft('coverLetter', person, { positionName }),
		sections: [{ section: 'letterContent', content }],
		html,
	};
	const { id, title } = call.account.store(letter, text(fields, 'title'));
	await answerJson(call, { coverLetterId: id, title, status: 'draft' });
}

/**
 * Renders a stored document as a PDF.
 * @param sentId that in the path; without one the body has it
 */
export async function render(operation: Operation, call: Call, sentId: string): Promise<void> {
	const { exchange } = call;
	const { fields } = await readBody(exchange.request);
	const id = sentId || text(fields, 'resumeId');
	exchange.note({ kind: 'file', body: fields, ...(!sentId && { resumeId: id ?? null }) });
	if (id === undefined) throw refuse(400, 'resumeId is required');
	const file = await renderFile(find(operation, call, id).draft, checkLooks(fields));
	await answer(call, {
		operation: sentId ? 'render' : 'export',
		fields,
		source: id,
		item: exchange.entry.path + id,
		price: RENDER_PRICE,
		normal: { kind: 'pdf', files: [file] },
	});
}

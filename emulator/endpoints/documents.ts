import { z } from 'zod';
import { numberOf, type StoredDocument } from '../account/documents';
import { renderFile } from '../content/pdf';
import { letterData, resumeData } from '../content/structured';
import { readBody } from '../http/readBody';
import type { Operation } from '../wire/api';
import { refuse } from '../wire/response';
import { answer, answerJson, type Call } from './call';
import { check, checkLooks, textIn } from './checks';

const paging = z.object({
	limit: z.coerce.number().int().nonnegative().max(100).default(20),
	offset: z.coerce.number().int().nonnegative().default(0),
});
/** In credits. */
const RENDER_PRICE = 1;

/** Sends one page of the account's resumes or letters. */
export async function listDocuments(operation: Operation, call: Call): Promise<void> {
	const { query } = call.exchange.entry;
	const { limit, offset } = check(paging, Object.fromEntries(new URLSearchParams(query)));
	const all = call.account.list(operation);
	const items = all.slice(offset, offset + limit).map((each) => row(operation, each, call));
	const isDoc = call.settings.resumeListShape === 'doc';
	await answerJson(call, isDoc ? { data: items } : { items, total: all.length, limit, offset });
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

/**
 * Renders a stored document as a PDF.
 * @param sentId that in the path; without one the body has it
 */
export async function render(operation: Operation, call: Call, sentId: string): Promise<void> {
	const { exchange } = call;
	const { fields } = await readBody(exchange.request);
	const id = sentId || textIn(fields, 'resumeId');
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

import { z } from 'zod';
import { numberOf, staleCopy, type StoredDocument } from '../account/documents';
import { renderFile } from '../content/pdf';
import { canonicalLetter, canonicalResume, documentedResume } from '../content/structured';
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
	const { misses = 0, stale, metadata, fields } = document.copy ?? {};
	if (call.account.ledger.count(`copy ${id}`) <= misses) throw missing(operation);
	const found = stale ? staleCopy(document) : document;
	const whole = metadata ? row(operation, found, call) : documentJson(found, call);
	await answerJson(call, { ...whole, ...fields }, id);
}

/** A document as it is read. */
export function documentJson(document: StoredDocument, call: Call): object {
	const { operation, text } = document.draft;
	const content = contentOf(document, call);
	if (call.settings.shape === 'sdk') {
		return { ...row(operation, document, call), locale: text.language, data: content };
	}
	return call.settings.shape === 'doc' && operation === 'tailor' ? { data: content } : content;
}

/** The words of a document, with what else its shape has in the same place. */
export function contentOf(document: StoredDocument, { settings: { shape } }: Call): object {
	const { id, title, isDefault = false, createdAt, updatedAt, draft } = document;
	const isResume = draft.operation === 'tailor';
	const content = isResume ? canonicalResume(draft) : canonicalLetter(draft);
	if (shape === 'sdk') return content;
	const { language: locale } = draft.text;
	const common = { title, locale, createdAt, updatedAt };
	if (isResume) {
		const own = shape === 'doc' ? { sections: documentedResume(draft) } : content;
		return { id, ...common, isDefault, templateId: 'COBALT', ...own };
	}
	if (shape === 'canonical') return { id, ...common, content };
	return { coverLetterId: id, ...common, ...content };
}

/** The document with this id. */
function find(operation: Operation, { account }: Call, id: string): StoredDocument {
	const isResume = operation === 'tailor';
	const document = isResume ? account.resume(id) : account.letter(id);
	if (document) return document;
	throw missing(operation);
}

const missing = (operation: Operation) =>
	refuse(404, `${operation === 'tailor' ? 'Resume' : 'Cover letter'} not found`);

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
	const files = [await renderFile(find(operation, call, id).draft, checkLooks(fields))];
	await answer(call, {
		operation: sentId ? 'render' : 'export',
		fields,
		source: id,
		item: exchange.entry.path + id,
		price: RENDER_PRICE,
		kind: 'pdf',
		normal: () => ({ files }),
	});
}

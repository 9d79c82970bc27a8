import { createHash } from 'node:crypto';
import { newDocument, type StoredDocument } from '../account/documents';
import { personWhere } from '../content/people';
import { renderFile } from '../content/pdf';
import { cutSections, draft } from '../content/write';
import type { Copy } from '../faults/fault';
import type { Exchange } from '../http/exchange';
import { readBody } from '../http/readBody';
import type { Answers, DocumentIds, Operation } from '../wire/api';
import type { NamedFile } from '../wire/file';
import { refuse } from '../wire/response';
import { answer, type Call } from './call';
import { checkBody, checkLooks, type Fields } from './checks';
import { contentOf, documentJson } from './documents';

/** In credits. */
const prices: Readonly<Record<Operation, number>> = { tailor: 3, coverLetter: 2 };

/**
 * Handles a request to generate: sends a stream if the client asked for one, else a PDF, or a ZIP of
 * two. What is generated is stored.
 */
export async function generate(operation: Operation, call: Call): Promise<void> {
	const { exchange, account } = call;
	const { wantsStream } = exchange.entry;
	exchange.note({ kind: wantsStream ? 'stream' : 'file' });
	const request = await readRequest(operation, call);
	const { body, fields, looks, person, resumeId, source } = request;

	// What a stream does with includeCoverLetter is not known; here it has no effect.
	const isPair = body.includeCoverLetter && !wantsStream;
	const operations: Operation[] = isPair ? ['tailor', 'coverLetter'] : [operation];
	const drafts = operations.map((each) => draft(each, person, body));
	const documents = drafts.map((each) => newDocument(each));
	const normal = async (answers: Answers) => ({
		pieces: drafts.flatMap(({ sections }) => cutSections(sections)),
		json: documents[0] && wholeDocument(documents[0], call, answers),
		// A PDF takes its time.
		...((!wantsStream || answers === 'pdf') && {
			files: await Promise.all(drafts.map((each) => renderFile(each, looks))),
		}),
	});
	const kind = wantsStream ? 'stream' : isPair ? 'zip' : 'pdf';
	const { jobDescription, jobUrl, positionName } = body;
	const item = JSON.stringify([operation, source, jobDescription, jobUrl, positionName]);
	const price = operations.reduce((total, each) => total + prices[each], 0);
	const store = (copy?: Copy): DocumentIds => {
		for (const document of documents) account.store({ ...document, copy });
		const ids = documents.map(({ id, draft: { operation } }) => [idOf[operation], id]);
		// A letter alone comes with the id of the resume that it is based on.
		return { resumeId, ...Object.fromEntries(ids) };
	};
	await answer(call, { operation, fields, source, item, price, kind, normal, store });
}

/** A document as a call for a stream gets it as a whole: in the last event, or as JSON. */
function wholeDocument(document: StoredDocument, call: Call, answers: Answers): object {
	const name = document.draft.operation === 'tailor' ? 'resume' : 'coverLetter';
	const json =
		answers === 'inline'
			? { [name]: contentOf(document, call), ...judgement }
			: documentJson(document, call);
	if (call.settings.documentIds !== 'none') return json;
	const isId = (key: string) => /^(id|resumeId|coverLetterId)$/.test(key);
	return JSON.parse(JSON.stringify(json, (key, value) => (isId(key) ? undefined : value)));
}

/** What a result says beside its document, as the service behind the API has it. */
const judgement = { compatibility_score: { total: 82 }, fit_verdict: 'strong' };

/** What the id of a document is called that an operation writes. */
const idOf = { tailor: 'resumeId', coverLetter: 'coverLetterId' } as const;

/** Reads a request to generate and notes in the ledger what it says. */
async function readRequest(operation: Operation, { exchange, account }: Call) {
	const { fields, file } = await readBody(exchange.request);
	if (file !== undefined) return readUpload(operation, exchange, fields, file);
	const sentId = typeof fields.resumeId === 'string' ? fields.resumeId : null;
	exchange.note({ body: fields, resumeId: sentId });
	const body = checkBody(operation, fields);
	// Whether the API checks the looks for a stream is not known.
	const looks = exchange.entry.wantsStream ? {} : checkLooks(fields);
	const resume = account.resume(body.resumeId);
	if (resume === undefined) throw refuse(404, 'Resume not found');
	const { id, draft } = resume;
	return { body, fields, looks, person: draft.person, resumeId: id, source: id };
}

function readUpload(operation: Operation, exchange: Exchange, fields: Fields, file: NamedFile) {
	const { name, mimeType, bytes } = file;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	exchange.note({ body: fields, upload: { fileName: name, mimeType, size: bytes.length, sha256 } });
	if (operation === 'coverLetter' && exchange.entry.wantsStream) {
		throw refuse(406, 'A cover letter for an uploaded resume is not streamed');
	}
	if (bytes.length === 0) throw refuse(400, 'The file is empty');
	const isDocx = bytes.includes('word/document.xml') && bytes.includes('PK\x05\x06');
	if (!isDocx && !bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
		throw refuse(415, 'The file is neither a PDF nor a DOCX file');
	}
	if (bytes.includes('/Encrypt')) throw refuse(422, 'The file is protected by a password');
	// A form has texts only.
	const { includeCoverLetter: flag } = fields;
	const includeCoverLetter = flag === 'true' || (flag === 'false' ? false : flag);
	const body = checkBody(operation, { ...fields, includeCoverLetter, resumeId: undefined });
	const person = personWhere((each) => lettersOf(name).includes(lettersOf(each.name)));
	// Tells the file from others.
	const source = `${name} ${sha256}`;
	return { body, fields, looks: {}, person, resumeId: undefined, source };
}

const lettersOf = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\P{Letter}/gu, '')
		.toLowerCase();

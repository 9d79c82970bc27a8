import type { StoredDocument } from '../account/documents';
import { cutSections } from '../content/pieces';
import { renderFile } from '../content/renderFile';
import { draft } from '../content/write';
import type { NormalAnswer } from '../faults/fault';
import { writeStream } from '../http/writeStream';
import { idHeaders, type DocumentIds, type Operation } from '../wire/api';
import { accept, type Call } from './call';
import { readGeneration } from './readGeneration';

/** In credits. */
const prices: Readonly<Record<Operation, number>> = { tailor: 3, coverLetter: 2 };

/**
 * Handles a request to generate: sends a stream if the client asked for one, else a PDF, or a ZIP of
 * two. What is generated is stored.
 * @throws {Refusal} if the body, the resume or the account's credits do not allow it
 */
export async function generate(operation: Operation, call: Call): Promise<void> {
	const { exchange, account, settings } = call;
	const { wantsStream } = exchange.entry;
	exchange.note({ kind: wantsStream ? 'stream' : 'file' });
	const { body, fields, looks, person, resumeId, source } = await readGeneration(operation, call);

	// What a stream does with includeCoverLetter is not known; here it has no effect.
	const isPair = body.includeCoverLetter && !wantsStream;
	const operations: Operation[] = isPair ? ['tailor', 'coverLetter'] : [operation];
	const drafts = operations.map((each) => draft(each, person, body));
	const normal: NormalAnswer = wantsStream
		? { kind: 'stream', pieces: drafts.flatMap(({ sections }) => cutSections(sections)) }
		: {
				kind: isPair ? 'zip' : 'pdf',
				files: await Promise.all(drafts.map((each) => renderFile(each, looks))),
			};
	const { jobDescription, jobUrl, positionName } = body;
	const item = JSON.stringify([operation, source, jobDescription, jobUrl, positionName]);
	const price = operations.reduce((total, each) => total + prices[each], 0);
	const answer = await accept(call, { operation, fields, source, item, price, normal });
	if (answer === undefined) return;

	const documents = drafts.map((each) => account.store(each));
	const ids = idsOf(documents, resumeId);
	const place = wantsStream ? settings.documentIds : 'headers';
	await writeStream(exchange, answer, settings, {
		headers: place === 'headers' ? idHeaders(ids) : {},
		ids: place === 'event' ? ids : {},
		onErrorFirst: () => {
			account.giveBack(price);
			account.discard(documents);
			exchange.note({ credits: 0 });
		},
	});
}

/** The ids of what is stored; beside a letter alone, that of the resume it is based on, if stored. */
function idsOf(documents: readonly StoredDocument[], source: string | null): DocumentIds {
	const idOf = (wanted: Operation) =>
		documents.find(({ draft: { operation } }) => operation === wanted)?.id;
	return { resumeId: idOf('tailor') ?? source ?? undefined, coverLetterId: idOf('coverLetter') };
}

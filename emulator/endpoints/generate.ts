import type { Account } from '../account/account';
import type { StoredDocument } from '../account/documents';
import { cutSections } from '../content/pieces';
import { renderFile } from '../content/renderFile';
import { draft } from '../content/write';
import { faultOfResume } from '../faults';
import { decide, type ChooseBehaviour } from '../faults/behaviour';
import type { NormalAnswer } from '../faults/fault';
import type { Exchange } from '../http/exchange';
import { writeStream, type StreamSettings } from '../http/writeStream';
import { idHeaders, type DocumentIds, type Operation } from '../wire/api';
import { outOfCredits, Refusal } from '../wire/errors';
import { readGeneration } from './readGeneration';

/** In credits. */
const prices: Readonly<Record<Operation, number>> = { tailor: 3, coverLetter: 2 };

export interface GenerateSettings extends StreamSettings {
	readonly behaviour: ChooseBehaviour;
	/** Where a stream names the documents that it stores: in headers, in its last event, or nowhere. */
	readonly documentIds: 'headers' | 'event' | 'none';
}

/**
 * Handles a request to generate: sends a stream if the client asked for one, else a PDF, or a ZIP of
 * two. What is generated is stored.
 * @throws {Refusal} if the body, the resume or the account's credits do not allow it
 */
export async function generate(
	operation: Operation,
	exchange: Exchange,
	account: Account,
	settings: GenerateSettings,
): Promise<void> {
	const { number, wantsStream } = exchange.entry;
	const { ledger } = account;
	exchange.note({ kind: wantsStream ? 'stream' : 'file' });
	const { body, fields, person, resumeId, source } = await readGeneration(
		operation,
		exchange,
		account,
	);
	// What a stream does with includeCoverLetter is not known; here it has no effect.
	const isPair = body.includeCoverLetter && !wantsStream;
	const operations: Operation[] = isPair ? ['tailor', 'coverLetter'] : [operation];
	const drafts = operations.map((each) => draft(each, person, body));
	const normal: NormalAnswer = wantsStream
		? { kind: 'stream', pieces: drafts.flatMap(({ sections }) => cutSections(sections)) }
		: { kind: isPair ? 'zip' : 'pdf', files: await Promise.all(drafts.map(renderFile)) };

	const { jobDescription, jobUrl, positionName } = body;
	const item = JSON.stringify([operation, source, jobDescription, jobUrl, positionName]);
	const attempt = ledger.count(item);
	const sent = { kind: normal.kind, body: fields, resumeId: exchange.entry.resumeId };
	const chosen =
		settings.behaviour({ ...sent, number, operation, attempt }) ?? faultOfResume(source);
	const { answer, fault, delay } = decide(
		chosen,
		normal,
		(name) => ledger.count(`${name} ${item}`) > 1,
	);
	exchange.note({ fault });
	await exchange.pause(delay);
	if (exchange.signal.aborted || answer.kind === 'silence') return;
	if (answer.kind === 'plain') return await exchange.send(answer);
	if (answer.kind === 'reset') return exchange.drop('reset');

	const price = operations.reduce((total, each) => total + prices[each], 0);
	if (!account.take(price)) throw new Refusal(outOfCredits());
	exchange.note({ credits: price });
	const documents = drafts.map((each) => account.store(each));
	const ids = idsOf(documents, resumeId);
	const place = wantsStream ? settings.documentIds : 'headers';
	const names = {
		headers: place === 'headers' ? idHeaders(ids) : {},
		event: place === 'event' ? ids : {},
	};
	await writeStream(exchange, answer, settings, names, () => {
		account.giveBack(price);
		account.discard(documents);
		exchange.note({ credits: 0 });
	});
}

/** The ids of what is stored; beside a letter alone, that of the resume it is based on, if stored. */
function idsOf(documents: readonly StoredDocument[], source: string | null): DocumentIds {
	const idOf = (wanted: Operation) =>
		documents.find(({ draft: { operation } }) => operation === wanted)?.id;
	return { resumeId: idOf('tailor') ?? source ?? undefined, coverLetterId: idOf('coverLetter') };
}

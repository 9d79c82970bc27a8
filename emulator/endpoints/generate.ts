import type { Account } from '../account/account';
import { personOf } from '../content/people';
import { joinPieces } from '../content/pieces';
import { renderPdf } from '../content/renderPdf';
import { write } from '../content/write';
import { faultOfResume } from '../faults';
import { decide, type ChooseBehaviour } from '../faults/behaviour';
import type { Exchange } from '../http/exchange';
import { readJsonBody } from '../http/readJsonBody';
import { writeStream, type StreamSettings } from '../http/writeStream';
import type { Operation, SectionPiece } from '../wire/api';
import { outOfCredits, Refusal, refuse } from '../wire/errors';
import { checkBody } from './checkBody';

/** In credits. */
const prices: Readonly<Record<Operation, number>> = { tailor: 3, coverLetter: 2 };

export interface GenerateSettings extends StreamSettings {
	readonly behaviour: ChooseBehaviour;
}

/**
 * Handles a request to generate: sends a stream if the client asked for one, else a PDF.
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
	const json = await readJsonBody(exchange.request);
	const sentId = typeof json.resumeId === 'string' ? json.resumeId : null;
	exchange.note({ body: json, resumeId: sentId });
	const body = checkBody(operation, json);
	const resumeId = account.resumeId(body.resumeId);
	if (resumeId === undefined) throw refuse(404, 'Resume not found');
	const pieces = write(operation, personOf(resumeId), body);
	const price = prices[operation];
	if (!wantsStream) {
		charge(exchange, account, price);
		await sendPdf(operation, exchange, resumeId, pieces);
		return;
	}

	const { jobDescription, jobUrl, positionName } = body;
	const item = JSON.stringify([operation, resumeId, jobDescription, jobUrl, positionName]);
	const attempt = ledger.count(item);
	const chosen =
		settings.behaviour({ number, operation, resumeId: sentId, body: json, attempt }) ??
		faultOfResume(resumeId);
	const { answer, fault, delay } = decide(
		chosen,
		pieces,
		(name) => ledger.count(`${name} ${item}`) > 1,
	);
	exchange.note({ fault });
	await exchange.pause(delay);
	if (exchange.signal.aborted || answer.kind === 'silence') return;
	if (answer.kind === 'plain') return exchange.send(answer);
	if (answer.kind === 'reset') return exchange.drop('reset');
	charge(exchange, account, price);
	await writeStream(exchange, answer, settings, resumeId, () => {
		account.giveBack(price);
		exchange.note({ credits: 0 });
	});
}

function charge(exchange: Exchange, account: Account, price: number): void {
	if (!account.take(price)) throw new Refusal(outOfCredits());
	exchange.note({ credits: price });
}

async function sendPdf(
	operation: Operation,
	exchange: Exchange,
	resumeId: string,
	pieces: readonly SectionPiece[],
): Promise<void> {
	const isLetter = operation === 'coverLetter';
	exchange.send({
		kind: 'plain',
		status: 200,
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${isLetter ? 'cover-letter' : 'resume'}.pdf"`,
			'x-resume-id': resumeId,
			...(isLetter && { 'x-cover-letter-id': `cl_${exchange.entry.number}` }),
		},
		body: await renderPdf(personOf(resumeId).name, joinPieces(pieces)),
	});
}

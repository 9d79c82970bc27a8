import type { Account } from '../account/account';
import { faultOfResume } from '../faults';
import { decide, type ChooseBehaviour, type ReceivedRequest } from '../faults/behaviour';
import type { NormalAnswer } from '../faults/fault';
import type { Exchange } from '../http/exchange';
import { writeStream, type StreamSettings } from '../http/writeStream';
import type { StreamAnswer } from '../wire/answer';
import { outOfCredits, Refusal } from '../wire/errors';
import type { Fields } from './checkFields';

/** As the SDKs read a document or a list of them, or as it is documented. */
export type ListShape = 'sdk' | 'doc';

export interface ApiSettings extends StreamSettings {
	readonly behaviour: ChooseBehaviour;
	/** Where a stream names the documents that it stores: in headers, in its last event, or nowhere. */
	readonly documentIds: 'headers' | 'event' | 'none';
	/** The shape of documents and of lists of them. */
	readonly resumeListShape: ListShape;
}

/** A request to the API, and all that is needed to answer it. */
export interface Call {
	readonly exchange: Exchange;
	readonly account: Account;
	readonly settings: ApiSettings;
}

/** A request that is valid, so that it can be answered. */
interface Order {
	readonly operation: ReceivedRequest['operation'];
	readonly fields?: Fields;
	/** The id of a resume or another document, or the name of a file, which may be that of a fault. */
	readonly source?: string;
	/** Tells it from other requests. */
	readonly item: string;
	/** In credits. */
	readonly price?: number;
	readonly normal: NormalAnswer;
}

/**
 * Decides how a valid request is answered, and takes the credits for it. Returns the answer that is
 * left to be written; undefined if it has been answered with a fault.
 * @throws {Refusal} if the account has too few credits
 */
export async function accept(call: Call, order: Order): Promise<StreamAnswer | undefined> {
	const { exchange, account, settings } = call;
	const { operation, fields = {}, source = '', item, price = 0, normal } = order;
	const { number, resumeId } = exchange.entry;
	const { kind } = normal;
	const attempt = account.ledger.count(item);
	const request = { number, operation, kind, resumeId, body: fields, attempt };
	const { answer, fault, delay } = decide(
		settings.behaviour(request) ?? faultOfResume(source),
		normal,
		(name) => account.ledger.count(`${name} ${item}`) > 1,
	);
	exchange.note({ fault });
	await exchange.pause(delay);
	if (exchange.signal.aborted || answer.kind === 'silence') return undefined;
	if (answer.kind === 'plain') await exchange.send(answer);
	if (answer.kind === 'reset') exchange.drop('reset');
	if (answer.kind !== 'stream') return undefined;
	if (!account.take(price)) throw new Refusal(outOfCredits());
	exchange.note({ credits: price });
	return answer;
}

/**
 * Sends the answer to a valid request.
 * @throws {Refusal} if the account has too few credits
 */
export async function answer(call: Call, order: Order): Promise<void> {
	const accepted = await accept(call, order);
	if (accepted) await writeStream(call.exchange, accepted, call.settings);
}

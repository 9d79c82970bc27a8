import type { Account } from '../account/account';
import { faultOfResume } from '../faults';
import { decide, type ChooseBehaviour, type ReceivedRequest } from '../faults/behaviour';
import type { Copy, Normal } from '../faults/fault';
import type { Exchange, StreamSettings } from '../http/exchange';
import type { Answers, DocumentIds } from '../wire/api';
import { outOfCredits, Refusal } from '../wire/response';
import type { Fields } from './checks';

export interface ApiSettings extends StreamSettings {
	readonly behaviour: ChooseBehaviour;
	/** How calls for streams are answered. */
	readonly answers: Answers;
	/** The shape of lists of documents: as the SDKs read them, or as documented. */
	readonly resumeListShape: 'sdk' | 'doc';
	/** The shape of documents: as the SDKs read them, as documented, or that of Laddro's public schemas. */
	readonly shape: 'sdk' | 'doc' | 'canonical';
}

/** A request to the API, and all that is needed to answer it. */
export interface Call {
	readonly exchange: Exchange;
	readonly account: Account;
	readonly settings: ApiSettings;
}

type Content = Omit<Normal, 'kind' | 'answers'>;

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
	readonly kind: Normal['kind'];
	/** What it is answered with if nothing is unusual. */
	readonly normal: (answers: Answers) => Content | Promise<Content>;
	/** Stores what is delivered. */
	readonly store?: (copy?: Copy) => DocumentIds;
}

/** Decides how a valid request is answered, takes the credits for it, and writes the response. */
export async function answer({ exchange, account, settings }: Call, order: Order): Promise<void> {
	const { operation, fields = {}, source = '', item, price = 0, kind, store } = order;
	const { number, resumeId } = exchange.entry;
	const attempt = account.ledger.count(item);
	const request = { number, operation, kind, resumeId, body: fields, attempt };
	const behaviour = settings.behaviour(request) ?? faultOfResume(source);
	const isFirst = (name: string) => account.ledger.count(`${name} ${item}`) === 1;
	const { answers = settings.answers } = typeof behaviour === 'object' ? behaviour : {};
	const normal = { ...(await order.normal(answers)), kind, answers };
	const { outcome, fault, copy } = decide(behaviour, normal, isFirst);
	exchange.note({ fault });
	if (typeof behaviour === 'object') await exchange.pause(behaviour.delay ?? 0);
	if (exchange.signal.aborted || outcome === 'silence') return;
	if (outcome === 'reset') return exchange.drop('reset');
	if (!outcome.delivers) return await exchange.send(outcome);
	if (!account.take(price)) throw new Refusal(outOfCredits());
	exchange.note({ credits: price });
	await exchange.send(outcome, store?.(copy));
}

/** Sends JSON, which costs nothing. */
export const answerJson = async (call: Call, json: object, source?: string): Promise<void> => {
	const { path, query } = call.exchange.entry;
	const item = path + query;
	await answer(call, { operation: 'read', source, item, kind: 'json', normal: () => ({ json }) });
};

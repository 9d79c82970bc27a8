import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isObject } from '../stream/apiError';
import type { Failure } from './failure';
import { requestFailure, statusFailure, type Headers } from './failures';

/**
 * n8n's `httpRequestWithAuthentication`, bound to the node and its credential. When the signal aborts, the
 * connection is closed, answered or not.
 */
export type HttpRequest = (options: IHttpRequestOptions, signal?: AbortSignal) => Promise<unknown>;

/** A request to one of the streaming endpoints. */
export interface GenerationRequest {
	/** Path below the base URL, beginning with a slash. */
	path: string;
	body: Record<string, unknown>;
}

/** The bytes of an answer, as they arrive. */
export interface AnswerBody extends AsyncIterable<Uint8Array> {
	/** Closes the connection. */
	destroy(): unknown;
}

/** An answer whose headers have arrived. */
export interface Answer {
	statusCode: number;
	headers: Headers;
	body: AnswerBody;
}

/** What was asked for, or why it did not come. */
export type Outcome<Value> = { value: Value } | { failure: Failure };

/**
 * n8n gives up on a silent socket by a limit of its own, unless it is told another: this much later, in milliseconds,
 * than the item's own watch.
 */
const SOCKET_GRACE = 1000;

/** The one place that speaks HTTP. Nothing here rejects: a failure is a value, cleaned of the key. */
export class Client {
	/** @param apiKey is only looked for, in order to cut it out of what the API says */
	constructor(
		private readonly httpRequest: HttpRequest,
		private readonly baseUrl: string,
		private readonly apiKey: string,
	) {}

	/**
	 * Opens a stream. Resolves as soon as the headers are there, whatever the status.
	 *
	 * @param longestSilence milliseconds
	 * @param waiting ends the wait for the headers when it aborts; from then on the body is there to be destroyed
	 */
	async openStream(
		{ path, body }: GenerationRequest,
		longestSilence: number,
		waiting: AbortSignal,
	): Promise<Outcome<Answer>> {
		const connection = new AbortController();
		const close = () => connection.abort();
		if (waiting.aborted) close();
		waiting.addEventListener('abort', close, { once: true });
		const outcome = await this.request(
			{
				method: 'POST',
				url: this.baseUrl + path,
				headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
				body,
				encoding: 'stream',
				timeout: longestSilence + SOCKET_GRACE,
			},
			isStreamedAnswer,
			connection.signal,
		);
		waiting.removeEventListener('abort', close);
		if ('failure' in outcome) return outcome;
		return { value: { ...outcome.value, body: closingWith(close, outcome.value.body) } };
	}

	/** Asks for a JSON object; an answer with another status than 2xx, or with something else, is a failure. */
	async getJson(path: string, query: IDataObject): Promise<Outcome<Record<string, unknown>>> {
		const outcome = await this.request(
			{ method: 'GET', url: this.baseUrl + path, qs: query, json: true },
			isAnswer,
		);
		if ('failure' in outcome) return outcome;
		const { statusCode, headers, body } = outcome.value;
		if (statusCode < 200 || statusCode > 299) {
			return { failure: this.clean(statusFailure(statusCode, headers, body, Date.now())) };
		}
		if (isObject(body)) return { value: body };
		return {
			failure: {
				kind: 'request',
				message: `Laddro answered ${path} with something else than JSON`,
			},
		};
	}

	/** Cuts the key out of words that came from outside. */
	clean(failure: Failure): Failure {
		const cut = (text: string) => (this.apiKey ? withoutKey(this.apiKey, text) : text);
		return {
			...failure,
			message: cut(failure.message),
			description: failure.description && cut(failure.description),
			code: failure.code && cut(failure.code),
		};
	}

	private async request<Value>(
		options: IHttpRequestOptions,
		isExpected: (answer: unknown) => answer is Value,
		signal?: AbortSignal,
	): Promise<Outcome<Value>> {
		try {
			const answer = await this.httpRequest(
				{
					...options,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					// A redirect would carry the key to wherever it points.
					disableFollowRedirect: true,
				},
				signal,
			);
			if (isExpected(answer)) return { value: answer };
			return {
				failure: { kind: 'request', message: 'n8n handed on an answer of an unknown form' },
			};
		} catch (error) {
			return { failure: this.clean(requestFailure(error)) };
		}
	}
}

/** Characters of the key that are enough to know it by; no more of it is shown. */
const KEY_START = 8;

/** Cuts the key out of a text, and also what is left of one where the text itself has been cut. */
function withoutKey(key: string, text: string): string {
	const keyRest = key.slice(KEY_START);
	const [before, ...others] = text.split(key.slice(0, KEY_START));
	return [before, ...others.map((part) => part.slice(sharedStart(part, keyRest)))].join('***');
}

/** Characters at their start that two texts share. */
function sharedStart(one: string, other: string): number {
	let length = 0;
	while (length < other.length && one[length] === other[length]) length++;
	return length;
}

/**
 * A body that closes the connection when it is destroyed. n8n's HTTP client puts a stream of its own before the
 * socket's, and that one passes its end on with the next bytes only, which a silent server may never send.
 */
function closingWith(closeConnection: () => void, body: AnswerBody): AnswerBody {
	return {
		[Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
		destroy() {
			// In this order: an abort makes the client emit an error on a body that still lives.
			body.destroy();
			closeConnection();
		},
	};
}

function isAnswer(
	answer: unknown,
): answer is { statusCode: number; headers: Headers; body: unknown } {
	return isObject(answer) && typeof answer.statusCode === 'number' && isObject(answer.headers);
}

function isStreamedAnswer(answer: unknown): answer is Answer {
	return (
		isAnswer(answer) &&
		typeof answer.body === 'object' &&
		answer.body !== null &&
		Symbol.asyncIterator in answer.body &&
		'destroy' in answer.body
	);
}

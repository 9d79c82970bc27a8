import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isObject } from '../stream/apiError';
import type { Failure } from './failure';
import { requestFailure, statusFailure, type Headers } from './failures';

/** n8n's `httpRequestWithAuthentication`, bound to the node and its credential. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

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
 * n8n's request is told to give up on a silent socket this much later, in milliseconds, than the item's own watch:
 * it is there only so that a connection which nobody waits for any more is closed.
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
	 */
	async openStream(
		{ path, body }: GenerationRequest,
		longestSilence: number,
	): Promise<Outcome<Answer>> {
		return await this.request(
			{
				method: 'POST',
				url: this.baseUrl + path,
				headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
				body,
				encoding: 'stream',
				timeout: longestSilence + SOCKET_GRACE,
			},
			isStreamedAnswer,
		);
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
		const cut = (text: string) => (this.apiKey ? text.replaceAll(this.apiKey, '***') : text);
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
	): Promise<Outcome<Value>> {
		try {
			const answer = await this.httpRequest({
				...options,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirect would carry the key to wherever it points.
				disableFollowRedirect: true,
			});
			if (isExpected(answer)) return { value: answer };
			return {
				failure: { kind: 'request', message: 'n8n handed on an answer of an unknown form' },
			};
		} catch (error) {
			return { failure: this.clean(requestFailure(error)) };
		}
	}
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

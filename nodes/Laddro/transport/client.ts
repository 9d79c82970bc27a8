import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Clock } from '../common/clock';
import { isObject } from '../common/json';
import { failed, success, type Result } from '../common/result';
import { untilAborted } from '../common/untilAborted';
import type { Sections, StreamReader } from '../stream/streamReader';
import { isAnswer, isStreamedAnswer, isSuccess, type Answer, type StreamedBody } from './answer';
import { networkFailure } from './networkFailure';
import { redact } from './redact';
import { statusFailure } from './status';
import { readStreamAnswer, unexpectedAnswer } from './streamAnswer';
import type { TryTimer } from './tryTimer';

/** n8n's `httpRequestWithAuthentication`, bound to the node and its credential. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** A request to one of the streaming endpoints. */
export interface GenerationRequest {
	/** Path below the base URL, beginning with a slash. */
	readonly path: string;
	readonly body: Readonly<Record<string, unknown>>;
}

/**
 * n8n's HTTP client gives up on a silent connection by a limit of its own: this many milliseconds after the try's,
 * so that the try's own limit is the one that counts.
 */
const CLIENT_TIMEOUT_MARGIN = 1000;

/** Milliseconds that a GET may take. */
export const GET_TIMEOUT = 30_000;

/** The one HTTP caller. A failure is a result, without the key; only a bug in a reader's callback rejects. */
export class Client {
	/** @param apiKey is only looked for, to cut it out of what comes from outside */
	constructor(
		private readonly httpRequest: HttpRequest,
		private readonly baseUrl: string,
		private readonly apiKey: string,
		private readonly clock: Clock,
	) {}

	/**
	 * Makes one try: asks for a stream and reads it to its end. The sections go to the reader.
	 *
	 * @throws what the reader's callback throws
	 */
	async readStream(
		{ path, body }: GenerationRequest,
		reader: StreamReader,
		timer: TryTimer,
	): Promise<Result<Sections>> {
		const connection = new AbortController();
		const close = () => connection.abort();
		timer.signal.addEventListener('abort', close);
		if (timer.signal.aborted) close();
		const answer = await this.request(
			{
				method: 'POST',
				url: this.baseUrl + path,
				headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
				body: { ...body },
				encoding: 'stream',
				timeout: timer.longestSilence + CLIENT_TIMEOUT_MARGIN,
				abortSignal: connection.signal,
			},
			isStreamedAnswer,
		);
		// From here on the body is closed first: an abort makes the HTTP client emit an error on a body that is open.
		timer.signal.removeEventListener('abort', close);
		if (timer.failure) {
			if (answer.ok) closing(answer.value.body, close).destroy();
			return failed(timer.failure);
		}
		if (!answer.ok) return this.redacted(answer);
		timer.received();
		const { body: received, ...head } = answer.value;
		return this.redacted(
			await readStreamAnswer(
				{ ...head, body: closing(received, close) },
				reader,
				timer,
				this.clock,
			),
		);
	}

	/** Asks for a JSON object; an answer with another status than 2xx, or with something else, is a failure. */
	async getJson(path: string, query: IDataObject): Promise<Result<Record<string, unknown>>> {
		const answer = await this.request(
			{
				method: 'GET',
				url: this.baseUrl + path,
				qs: query,
				json: true,
				abortSignal: AbortSignal.timeout(GET_TIMEOUT),
			},
			isAnswer,
		);
		return this.redacted(answer.ok ? jsonOf(answer.value) : answer);
	}

	private async request<Expected extends Answer>(
		options: IHttpRequestOptions & { abortSignal: AbortSignal },
		isExpected: (answer: unknown) => answer is Expected,
	): Promise<Result<Expected>> {
		try {
			// n8n's helper does other work first, such as fetching an external secret, and that heeds no signal.
			const settled = await untilAborted(
				this.httpRequest({
					...options,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					// A redirect would carry the key to wherever it points.
					disableFollowRedirect: true,
				}),
				options.abortSignal,
				(late) => {
					if (isStreamedAnswer(late)) late.body.destroy();
				},
			);
			if (!settled) return failed({ kind: 'connection', code: 'ETIMEDOUT' });
			if (isExpected(settled.value)) return success(settled.value);
			return failed({ kind: 'request', message: 'n8n returned an answer of an unknown form' });
		} catch (error) {
			return failed(networkFailure(error));
		}
	}

	/** The one place that cuts the key out. */
	private redacted<Value>(result: Result<Value>): Result<Value> {
		return result.ok ? result : failed(redact(this.apiKey, result.failure));
	}
}

function jsonOf(answer: Answer): Result<Record<string, unknown>> {
	if (!isSuccess(answer)) return failed(statusFailure(answer, answer.body, Date.now()));
	return isObject(answer.body) ? success(answer.body) : failed(unexpectedAnswer('json', answer));
}

/**
 * A body that closes the connection when it is destroyed. n8n's HTTP client puts a stream of its own before the
 * socket's, and passes the destruction on only with the next bytes, which a silent server may never send.
 */
function closing(body: StreamedBody, closeConnection: () => void): StreamedBody {
	return {
		[Symbol.asyncIterator]: () => body[Symbol.asyncIterator](),
		destroy() {
			body.destroy();
			closeConnection();
		},
	};
}

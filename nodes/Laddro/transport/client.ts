import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Clock } from '../common/clock';
import { readDocumentIds, type DocumentIds } from '../common/documentIds';
import { parseJson } from '../common/json';
import { failed, success, type Result } from '../common/result';
import { untilAborted } from '../common/untilAborted';
import type { StreamReader } from '../stream/streamReader';
import {
	headerOf,
	isStreamedAnswer,
	isSuccess,
	type Answer,
	type Headers,
	type StreamedBody,
} from './answer';
import { readErrorBody } from './body';
import { readFileAnswer, type ReceivedFile } from './fileAnswer';
import { readJsonAnswer } from './jsonAnswer';
import { networkFailure } from './networkFailure';
import { redact } from './redact';
import { bodyOf, type ApiRequest } from './request';
import { statusFailure } from './status';
import { readStreamAnswer } from './streamAnswer';
import type { TryTimer } from './tryTimer';

/** n8n's `httpRequestWithAuthentication`, bound to the node and its credential. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/**
 * n8n's HTTP client gives up on a silent connection by a limit of its own: this many milliseconds after the try's, so
 * that the try's own limit is the one that counts. The margin is wide because the client, too, takes for silence what
 * has arrived while n8n was too busy to read it.
 */
const CLIENT_TIMEOUT_MARGIN = 600_000;

/** How one try ended, and under which ids the answer says that its result is stored. */
export type Answered<Value> = Result<Value> & { readonly ids?: DocumentIds };

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
		request: ApiRequest,
		reader: StreamReader,
		timer: TryTimer,
	): Promise<Answered<undefined>> {
		const read = async (answer: Answer<StreamedBody>) =>
			await readStreamAnswer(answer, reader, timer);
		const answered = await this.read(request, { Accept: 'text/event-stream' }, timer, read);
		if (!answered.ok) return answered;
		return { ...success(undefined), ids: { ...answered.ids, ...answered.value } };
	}

	/** Makes one try: asks for a file and reads it to its end. */
	async readFile(request: ApiRequest, timer: TryTimer): Promise<Answered<ReceivedFile>> {
		// Only the length of a body that is not compressed can be compared with the one that is announced.
		const headers = { Accept: '*/*', 'Accept-Encoding': 'identity' };
		return await this.read(
			request,
			headers,
			timer,
			async (answer) => await readFileAnswer(answer, timer, request.answerTypes ?? ['pdf']),
		);
	}

	/** Makes one try: asks for a JSON object. */
	async readJson(request: ApiRequest, timer: TryTimer): Promise<Answered<Record<string, unknown>>> {
		return await this.read(
			request,
			{ Accept: 'application/json' },
			timer,
			async (answer) => await readJsonAnswer(answer, timer),
		);
	}

	/** @param readSuccess reads the answer, if its status is one of success */
	private async read<Value>(
		request: ApiRequest,
		headers: IDataObject,
		timer: TryTimer,
		readSuccess: (answer: Answer<StreamedBody>) => Promise<Result<Value>>,
	): Promise<Answered<Value>> {
		const connection = new AbortController();
		const close = () => connection.abort();
		timer.signal.addEventListener('abort', close);
		if (timer.signal.aborted) close();
		const { method, path, query } = request;
		const body = bodyOf(request);
		const isJson = body !== undefined && request.file === undefined;
		const answer = await this.request({
			method,
			url: this.baseUrl + path,
			// The boundary of multipart bodies is for the HTTP client to choose.
			headers: { ...headers, ...(isJson && { 'Content-Type': 'application/json' }) },
			...(query && { qs: query }),
			...(body && { body }),
			encoding: 'stream',
			timeout: timer.longestSilence + CLIENT_TIMEOUT_MARGIN,
			abortSignal: connection.signal,
		});
		// From here on the body is closed first: an abort makes the HTTP client emit an error on a body that is open.
		timer.signal.removeEventListener('abort', close);
		if (timer.failure) {
			if (answer.ok) closing(answer.value.body, close).destroy();
			return failed(timer.failure);
		}
		if (!answer.ok) return this.redacted(answer);
		timer.received();
		const opened = { ...answer.value, body: closing(answer.value.body, close) };
		if (!isSuccess(opened)) {
			const text = await readErrorBody(opened.body, timer, this.clock);
			return this.redacted(failed(statusFailure(opened, parseJson(text), Date.now())));
		}
		return { ...this.redacted(await readSuccess(opened)), ids: documentIdsIn(opened.headers) };
	}

	private async request(
		options: IHttpRequestOptions & { abortSignal: AbortSignal },
	): Promise<Result<Answer<StreamedBody>>> {
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
			if (isStreamedAnswer(settled.value)) return success(settled.value);
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

/** The API names what it has stored in two headers of the answer. */
function documentIdsIn(headers: Headers): DocumentIds {
	return readDocumentIds({
		resumeId: headerOf(headers, 'x-resume-id'),
		coverLetterId: headerOf(headers, 'x-cover-letter-id'),
	});
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

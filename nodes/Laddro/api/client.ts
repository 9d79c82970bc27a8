import { createHash } from 'crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Clock } from '../common/clock';
import { readDocumentIds, type DocumentIds } from '../common/documentIds';
import { parseJson } from '../common/json';
import { failed, success, type Result } from '../common/result';
import { untilAborted } from '../common/untilAborted';
import { readErrorBody } from './body';
import type { CallTimer } from './callTimer';
import { networkFailure } from './networkFailure';
import { redact } from './redact';
import { bodyOf, hasId, type ApiRequest, type CallKind, type Reading } from './request';
import {
	headerOf,
	isResponse,
	isSuccess,
	type Headers,
	type Response,
	type StreamedBody,
} from './response';
import { parseHttpDate, statusFailure } from './status';

/** n8n's `httpRequestWithAuthentication`, bound to the node and its credential. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/**
 * Milliseconds by which the HTTP client's own limit on silence is longer than the try's, so that the try's limit is the
 * one that counts. The margin is wide because the client, too, counts data as silence that arrived while n8n was too
 * busy to read it.
 */
const CLIENT_TIMEOUT_MARGIN = 600_000;

/** The one HTTP caller. A failure is part of what it returns, without the key. */
export class Client {
	/** Tells the account from any other, and holds nothing of the key. */
	readonly account: string;

	/** @param apiKey as it is sent; it is only looked for, to cut it out of what comes from outside */
	constructor(
		private readonly httpRequest: HttpRequest,
		private readonly baseUrl: string,
		private readonly apiKey: string,
		private readonly clock: Clock,
	) {
		this.account = createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('base64');
	}

	/**
	 * Makes one try: sends the request and reads the response to its end.
	 *
	 * @throws what a callback of the kind throws
	 */
	async send<Value>(
		request: ApiRequest,
		kind: CallKind<Value>,
		timer: CallTimer,
	): Promise<Reading<Value>> {
		const reading = await this.read(request, kind, timer);
		return reading.failure
			? { ...reading, failure: redact(this.apiKey, reading.failure) }
			: reading;
	}

	private async read<Value>(
		request: ApiRequest,
		kind: CallKind<Value>,
		timer: CallTimer,
	): Promise<Reading<Value>> {
		const connection = new AbortController();
		const close = () => connection.abort();
		const sent = this.clock.now();
		timer.signal.addEventListener('abort', close);
		if (timer.signal.aborted) close();
		const response = await this.request(
			optionsOf(request, kind, this.baseUrl, timer),
			timer,
			connection,
		);
		// From here on the body is closed first: an abort makes the HTTP client emit an error on a body that is open.
		timer.signal.removeEventListener('abort', close);
		if (timer.failure) {
			if (response.ok) closing(response.value.body, close).destroy();
			return { failure: timer.failure };
		}
		if (!response.ok) return { failure: response.failure };
		timer.received();
		const opened = { ...response.value, body: closing(response.value.body, close) };
		if (!isSuccess(opened)) {
			const text = await readErrorBody(opened.body, timer, this.clock);
			return { failure: statusFailure(opened, parseJson(text), Date.now()) };
		}
		const date = parseHttpDate(headerOf(opened.headers, 'date'));
		const sentAt = date && date - (this.clock.now() - sent);
		const reading = await kind.read(opened, timer);
		const ids = {
			...resultIds(reading.ids ?? {}, request),
			...resultIds(documentIdsIn(opened.headers), request),
		};
		return { ...reading, ids, sentAt };
	}

	private async request(
		options: IHttpRequestOptions,
		{ longestSilence }: CallTimer,
		{ signal }: AbortController,
	): Promise<Result<Response>> {
		try {
			// n8n's helper does other work first, such as fetching an external secret, and that heeds no signal.
			const settled = await untilAborted(
				this.httpRequest({
					...options,
					encoding: 'stream',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					// A redirect would carry the key to wherever it points.
					disableFollowRedirect: true,
					timeout: longestSilence + CLIENT_TIMEOUT_MARGIN,
					abortSignal: signal,
				}),
				signal,
				(late) => {
					if (isResponse(late)) late.body.destroy();
				},
			);
			if (!settled) return failed({ kind: 'connection', code: 'ETIMEDOUT', mayBeDelivered: true });
			if (isResponse(settled.value)) return success(settled.value);
			// There was a response, so it may be charged.
			return failed({ kind: 'internal', name: 'UnknownResponse' });
		} catch (error) {
			return failed(networkFailure(error));
		}
	}
}

function optionsOf(
	request: ApiRequest,
	{ headers }: CallKind<unknown>,
	baseUrl: string,
	timer: CallTimer,
): IHttpRequestOptions {
	const { method, path, query } = request;
	// What is sent is activity as well.
	const body = bodyOf(request, () => timer.received());
	// The boundary of multipart bodies is for the HTTP client to choose.
	const isJson = body !== undefined && request.file === undefined;
	return {
		method,
		url: baseUrl + path,
		headers: { ...headers, ...(isJson && { 'Content-Type': 'application/json' }) },
		...(query && { qs: query }),
		...(body && { body }),
	};
}

/** The ids without those that were sent. */
function resultIds(ids: DocumentIds, request: ApiRequest): DocumentIds {
	return Object.fromEntries(Object.entries(ids).filter(([, id]) => !hasId(request, String(id))));
}

/** The API names what it has stored in two headers of the response. */
function documentIdsIn(headers: Headers): DocumentIds {
	return readDocumentIds({
		resumeId: headerOf(headers, 'x-resume-id'),
		coverLetterId: headerOf(headers, 'x-cover-letter-id'),
	});
}

/**
 * A body that closes the connection when it is destroyed. n8n's HTTP client wraps the socket's stream in another one,
 * and destroys the socket only with the next bytes, which a silent server may never send.
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

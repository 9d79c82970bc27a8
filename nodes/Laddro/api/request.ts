import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { DocumentIds } from '../common/documentIds';
import type { Failure } from '../common/failure';
import { withoutUndefined } from '../common/json';
import type { CallTimer } from './callTimer';
import type { Response } from './response';

/** A request to the API. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Below the base URL, beginning with a slash. */
	readonly path: string;
	readonly query?: IDataObject;
	/** Fields of the body: JSON, or parts beside the file where there is one. */
	readonly body?: Readonly<Record<string, unknown>>;
	/** Sent along as `multipart/form-data`. */
	readonly file?: UploadedFile;
}

/** A file to be sent. */
export interface UploadedFile {
	readonly content: File;
	/** The content's SHA-256 in hexadecimal digits, which tells it from any other. */
	readonly hash: string;
}

/** Whether a request says this id: then it names what was asked for, and not the result. */
export function hasId({ path, body = {} }: ApiRequest, id: string): boolean {
	return (
		path.split('/').includes(encodeURIComponent(id)) ||
		Object.entries(body).some(
			([name, value]) =>
				/id$/i.test(name) && (value === id || (typeof value === 'number' && String(value) === id)),
		)
	);
}

/** The kind of response that a request asks for, and how it is read. */
export interface CallKind<Value> {
	/** Sent along. */
	readonly headers: Readonly<Record<string, string>>;
	/** Whether the call costs nothing, so that it may be repeated after any failure that may pass. */
	readonly isFree: boolean;
	/** Whether each request makes a new document, although it costs nothing: it is repeated only if it was refused. */
	readonly isCreation?: boolean;
	/** Reads a response whose status is one of success, and closes its connection. */
	readonly read: (response: Response, timer: CallTimer) => Promise<Reading<Value>>;
}

/** What was read of one response: its value, a failure, or both where a stream broke. */
export interface Reading<Value> {
	readonly value?: Value;
	/** Whether there is no content in the value, only what is said about it. */
	readonly isEmpty?: boolean;
	readonly failure?: Failure;
	/** Under which ids Laddro has stored the result, as far as the response says. */
	readonly ids?: DocumentIds;
	/** When the request was sent, in milliseconds since 1970 by the server's own clock, where the response tells it. */
	readonly sentAt?: number;
}

/**
 * The body in the form that n8n's request helper takes. Each try needs a new one, because sending uses it up.
 *
 * @param onSent is called whenever a part of a file is sent
 */
export function bodyOf(
	{ body, file }: ApiRequest,
	onSent: () => void,
): IHttpRequestOptions['body'] {
	if (!file) return body && { ...body };
	const form = new FormData();
	for (const [name, value] of Object.entries(withoutUndefined(body ?? {}))) {
		form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
	}
	form.set('file', watched(file.content, onSent));
	return form;
}

/** Bytes that are sent at a time. */
const CHUNK = 64 * 1024;

/**
 * A file that is sent from the memory in which its bytes are. A `File` of its own would be a copy, and files of 10 MB
 * are sent many at a time.
 */
export function fileOf(bytes: Buffer, fileName: string, type: string): File {
	return fileWith(new File([], fileName, { type }), bytes.length, () => chunksOf(bytes));
}

/** The same file, which tells whenever a chunk of it is sent. */
function watched(file: File, onSent: () => void): File {
	return fileWith(file, file.size, async function* () {
		for await (const chunk of file.stream()) {
			onSent();
			yield chunk;
		}
	});
}

function fileWith(
	{ name, type }: File,
	size: number,
	chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): File {
	return Object.defineProperties(new File([], name, { type }), {
		size: { value: size },
		stream: { value: () => ReadableStream.from(chunks()) },
	});
}

function* chunksOf(bytes: Buffer): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

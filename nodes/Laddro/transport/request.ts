import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { withoutUndefined } from '../common/json';

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
	/** The types that a file in the answer may have; PDF alone where nothing is said. */
	readonly answerTypes?: readonly FileType[];
}

/** The types of file that the API sends. */
export type FileType = 'pdf' | 'zip';

/** A file to be sent. */
export interface UploadedFile {
	readonly content: File;
	/** The content's SHA-256 in hexadecimal digits, which tells it from any other. */
	readonly hash: string;
}

/**
 * The body in the form that n8n's request helper takes. Every call gives one of its own, so that a second try sends
 * the same again.
 */
export function bodyOf({ body, file }: ApiRequest): IHttpRequestOptions['body'] {
	if (!file) return body && { ...body };
	const form = new FormData();
	for (const [name, value] of Object.entries(withoutUndefined(body ?? {}))) {
		form.set(name, textOf(value));
	}
	form.set('file', file.content);
	return form;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Bytes that are sent at a time. */
const CHUNK = 64 * 1024;

/**
 * A file that is sent from the memory in which its bytes are. A `File` of its own would be a copy, and files of 10 MB
 * are sent many at a time.
 */
export function fileOf(bytes: Buffer, fileName: string, type: string): File {
	return Object.defineProperties(new File([], fileName, { type }), {
		size: { value: bytes.length },
		stream: { value: () => ReadableStream.from(chunksOf(bytes)) },
	});
}

function* chunksOf(bytes: Buffer): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

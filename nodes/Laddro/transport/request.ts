import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

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
	readonly fileName: string;
	readonly content: Blob;
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
	for (const [name, value] of Object.entries(body ?? {})) form.append(name, textOf(value));
	form.append('file', file.content, file.fileName);
	return form;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

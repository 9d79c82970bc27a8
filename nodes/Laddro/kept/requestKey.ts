import { createHash } from 'crypto';
import type { ApiRequest } from '../api/request';

/**
 * Tells what is asked for, by which account, and in which form the response comes. As a hash it holds nothing of the
 * posting or the resume.
 *
 * @param account nobody gets a document that another account has paid for
 * @param form the same request can be for a text or for a file
 */
export function requestKey(
	account: string,
	form: 'text' | 'file' | 'save',
	request: ApiRequest,
): string {
	const { method, path, body, file } = request;
	const asked = [
		account,
		form,
		method,
		path,
		body ?? null,
		file ? [file.content.name, file.hash] : null,
	];
	return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
}

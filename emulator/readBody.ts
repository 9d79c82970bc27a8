import type { IncomingMessage } from 'node:http';
import { isRecord, Refusal } from './checks';
import { apiError } from './errors';

/** Bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;

/**
 * The request's body as a JSON object.
 * @throws {Refusal} 413 over 10 MB, 400 when it is no JSON object
 */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		// Read to the end even so: a client that is still writing would not see the answer.
		if (size <= LARGEST_BODY) chunks.push(bytes);
	}
	if (size > LARGEST_BODY) {
		throw new Refusal(apiError(413, 'The request body is larger than 10 MB'));
	}
	const json = parse(Buffer.concat(chunks).toString('utf8'));
	if (!isRecord(json)) throw new Refusal(apiError(400, 'The request body must be a JSON object'));
	return json;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal(apiError(400, 'The request body is not valid JSON'));
	}
}

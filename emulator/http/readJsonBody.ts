import type { IncomingMessage } from 'node:http';
import { refuse } from '../wire/errors';

/** Bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The request's body as a JSON object.
 * @throws {Refusal} 413 over 10 MB, 400 if it is not a JSON object
 */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		// Read to the end anyway: a client that is still writing would not see the answer.
		if (size <= LARGEST_BODY) chunks.push(bytes);
	}
	if (size > LARGEST_BODY) throw refuse(413, 'The request body is larger than 10 MB');
	const json = parse(Buffer.concat(chunks).toString('utf8'));
	if (!isRecord(json)) throw refuse(400, 'The request body must be a JSON object');
	return json;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw refuse(400, 'The request body is not valid JSON');
	}
}

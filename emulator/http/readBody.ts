import type { IncomingMessage } from 'node:http';
import type { NamedFile } from '../wire/file';
import { refuse } from '../wire/response';

/** Bytes of a JSON body, or of an uploaded file. */
const LARGEST = 10 * 1024 * 1024;
/** Bytes that the other parts of an upload may have. */
const OTHER_PARTS = 1024 * 1024;

/** What a request says. */
export interface Body {
	/** The fields of a JSON object, or the text parts of an upload. */
	readonly fields: Readonly<Record<string, unknown>>;
	/** The part `file` of an upload; undefined for JSON. */
	readonly file?: NamedFile;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The request's body: a JSON object, which may be left out, or a form with a file.
 * @throws {Refusal} 413 over 10 MB, 400 if it is neither of them
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
	const { 'content-type': type = '' } = request.headers;
	if (type.startsWith('multipart/form-data')) {
		return await parseForm(type, await readBytes(request, LARGEST + OTHER_PARTS));
	}
	const json = parseJson((await readBytes(request, LARGEST)).toString('utf8'));
	if (!isRecord(json)) throw refuse(400, 'The request body must be a JSON object');
	return { fields: json };
}

async function readBytes(request: IncomingMessage, largest: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		// Read to the end anyway: a client that is still writing would not see the response.
		if (size <= largest) chunks.push(bytes);
	}
	if (size > largest) throw refuse(413, 'The request body is larger than 10 MB');
	return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text || '{}');
	} catch {
		throw refuse(400, 'The request body is not valid JSON');
	}
}

async function parseForm(type: string, body: Buffer): Promise<Body> {
	const form = await new Response(body, { headers: { 'content-type': type } })
		.formData()
		.catch((error: unknown) => {
			throw refuse(400, `The form cannot be read: ${String(error)}`);
		});
	const { file, ...fields } = Object.fromEntries(form);
	if (!(file instanceof File)) throw refuse(400, 'The form has no part "file"');
	if (file.size > LARGEST) throw refuse(413, 'The file is larger than 10 MB');
	const bytes = Buffer.from(await file.arrayBuffer());
	return { fields, file: { name: file.name, mimeType: file.type, bytes } };
}

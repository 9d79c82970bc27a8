import { createHash } from 'node:crypto';
import type { Looks } from '../content/catalogue';
import type { Person } from '../content/people';
import { formatOf, isEncrypted, personInFile } from '../content/recognize';
import type { Exchange } from '../http/exchange';
import { readBody } from '../http/readBody';
import type { GenerationBody, Operation } from '../wire/api';
import { refuse } from '../wire/errors';
import type { NamedFile } from '../wire/file';
import type { Call } from './call';
import { checkBody } from './checkBody';
import type { Fields } from './checkFields';
import { checkLooks } from './checkLooks';

/** A request to generate that is complete and valid. */
export interface GenerationRequest {
	readonly body: GenerationBody;
	/** As sent. */
	readonly fields: Fields;
	/** Empty for a stream: whether the API checks them there is not known. */
	readonly looks: Looks;
	readonly person: Person;
	/** The id of the resume to work on; null if it was uploaded. */
	readonly resumeId: string | null;
	/** Tells the resume from others: its id, or the name of the file and its fingerprint. */
	readonly source: string;
}

/**
 * Reads a request to generate and notes in the ledger what it says.
 * @throws {Refusal} if its body is not valid, or the account has no such resume
 */
export async function readGeneration(
	operation: Operation,
	{ exchange, account }: Call,
): Promise<GenerationRequest> {
	const { fields, file } = await readBody(exchange.request);
	if (file !== undefined) return readUpload(operation, exchange, fields, file);
	const sentId = typeof fields.resumeId === 'string' ? fields.resumeId : null;
	exchange.note({ body: fields, resumeId: sentId });
	const body = checkBody(operation, fields);
	const looks = exchange.entry.wantsStream ? {} : checkLooks(fields);
	const resume = account.resume(body.resumeId);
	if (resume === undefined) throw refuse(404, 'Resume not found');
	const { id, draft } = resume;
	return { body, fields, looks, person: draft.person, resumeId: id, source: id };
}

function readUpload(
	operation: Operation,
	exchange: Exchange,
	fields: Fields,
	file: NamedFile,
): GenerationRequest {
	const { name, mimeType, bytes } = file;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	exchange.note({ body: fields, upload: { fileName: name, mimeType, size: bytes.length, sha256 } });
	if (operation === 'coverLetter' && exchange.entry.wantsStream) {
		throw refuse(406, 'A cover letter for an uploaded resume is not streamed');
	}
	if (bytes.length === 0) throw refuse(400, 'The file is empty');
	const format = formatOf(file);
	if (format === undefined) throw refuse(415, 'The file is neither a PDF nor a DOCX file');
	if (format === 'pdf' && isEncrypted(file))
		throw refuse(422, 'The file is protected by a password');
	const body = checkBody(operation, { ...fields, ...flagOf(fields), resumeId: undefined });
	return {
		body,
		fields,
		looks: {},
		person: personInFile(file),
		resumeId: null,
		source: `${name} ${sha256}`,
	};
}

/** The flag of a form, which has texts only. */
function flagOf({ includeCoverLetter: flag }: Fields) {
	return flag === 'true' || flag === 'false' ? { includeCoverLetter: flag === 'true' } : {};
}

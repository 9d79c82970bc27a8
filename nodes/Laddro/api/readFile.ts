import { beginsLike, fileTypes, isWhole, type FileType } from '../common/fileTypes';
import { readDocumentIds } from '../common/documentIds';
import { parseJson } from '../common/json';
import { collectBody } from './body';
import type { CallTimer } from './callTimer';
import { fileNameOf } from './fileName';
import type { CallKind, Reading } from './request';
import {
	hasType,
	headerOf,
	JSON_DATA,
	unexpectedResponse,
	type Headers,
	type Response,
} from './response';

/** A file as it came, whole. */
export interface ReceivedFile {
	readonly type: FileType;
	readonly content: Buffer;
	/** As the response calls it, safe to store; not set when it does not say. */
	readonly fileName?: string;
}

/** Content types that say nothing of what a file is. */
const ANY_FILE = /^(application|binary)\/(octet-stream|x-download|force-download)$/;
const PDF = /^application\/(x-)?pdf$/;
const ZIP = /^application\/(x-)?zip(-compressed)?$/;

/** A call for a file of one of these types, which is paid for. */
export function fileOfType(...wanted: readonly FileType[]): CallKind<ReceivedFile> {
	return {
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		isFree: false,
		read: async (response, timer) => await readFile(response, timer, wanted),
	};
}

/**
 * Reads a file to its end. It counts only with the start and the end that files of its type have. Its length is no sign:
 * a connection that breaks before all of the announced bytes is an error of its own, and where a server compresses in
 * spite of `identity`, n8n hides that and leaves the length of the compressed form.
 */
export async function readFile(
	response: Response,
	timer: CallTimer,
	wanted: readonly FileType[],
): Promise<Reading<ReceivedFile>> {
	const announced = announcedType(response.headers);
	if (announced === undefined || (announced !== 'any' && !wanted.includes(announced))) {
		const failure = unexpectedResponse('file', response);
		if (hasType(response, JSON_DATA)) {
			// It may name the document, whose file can then be downloaded.
			const json = await collectBody(response.body, timer);
			return { failure, ids: json.ok ? readDocumentIds(parseJson(json.value.toString())) : {} };
		}
		response.body.destroy();
		return { failure };
	}
	const body = await collectBody(response.body, timer, announcedLength(response.headers));
	if (!body.ok) return { failure: body.failure };
	const content = body.value;
	const types = announced === 'any' ? wanted : [announced];
	const type = types.find((candidate) => beginsLike(candidate, content));
	if (type === undefined) return { failure: { kind: 'interrupted', cause: 'notTheFile' } };
	if (!isWhole(type, content)) return { failure: { kind: 'interrupted', cause: 'fileCut' } };
	const fileName = fileNameOf(response.headers, fileTypes[type].ending);
	return { value: { type, content, fileName } };
}

/** The type of file that the response announces; `any` where it says nothing of what the file is. */
export function announcedType(headers: Headers): FileType | 'any' | undefined {
	const [contentType = ''] = (headerOf(headers, 'content-type') ?? '').toLowerCase().split(';');
	const name = contentType.trim();
	if (PDF.test(name)) return 'pdf';
	if (ZIP.test(name)) return 'zip';
	return name === '' || ANY_FILE.test(name) ? 'any' : undefined;
}

/** Bytes that the response announces; `undefined` where it does not, or announces those of a compressed form. */
function announcedLength(headers: Headers): number | undefined {
	const length = Number(headerOf(headers, 'content-length') ?? NaN);
	return Number.isInteger(length) && headerOf(headers, 'content-encoding') === undefined
		? length
		: undefined;
}

import { failed, success, type Result } from '../common/result';
import { headerOf, type Answer, type Headers, type StreamedBody } from './answer';
import { collectBody } from './body';
import { fileNameOf } from './fileName';
import type { FileType } from './request';
import type { TryTimer } from './tryTimer';
import { unexpectedAnswer } from './unexpectedAnswer';

/** A file as it came, whole. */
export interface ReceivedFile {
	readonly type: FileType;
	readonly content: Buffer;
	/** As the answer calls it, safe to store; not set when it does not say. */
	readonly fileName?: string;
}

/** What a file of each type looks like from outside. */
export const fileTypes = {
	pdf: {
		mimeType: 'application/pdf',
		ending: '.pdf',
		start: '%PDF-',
		end: '%%EOF',
		endWithin: 1024,
	},
	// The record at a ZIP file's end may be followed by a comment of up to 64 KiB.
	zip: {
		mimeType: 'application/zip',
		ending: '.zip',
		start: 'PK',
		end: 'PK\u0005\u0006',
		endWithin: 65_557,
	},
} as const satisfies Record<FileType, unknown>;

/** Content types that say nothing of what a file is. */
const ANY_FILE = /^(application|binary)\/(octet-stream|x-download|force-download)$/;
const ZIP = /^application\/(x-)?zip(-compressed)?$/;

/**
 * Reads an answer with a file to its end. A file counts only when all of it has come: the length that was announced,
 * and the start and the end that files of its type have.
 *
 * @param wanted the types that were asked for
 */
export async function readFileAnswer(
	answer: Answer<StreamedBody>,
	timer: TryTimer,
	wanted: readonly FileType[],
): Promise<Result<ReceivedFile>> {
	const announced = announcedType(answer.headers);
	if (announced === undefined || (announced !== 'any' && !wanted.includes(announced))) {
		answer.body.destroy();
		return failed(unexpectedAnswer('file', answer));
	}
	const length = announcedLength(answer.headers);
	const body = await collectBody(answer.body, timer, length);
	if (!body.ok) return body;
	const content = body.value;
	if (content.length < (length ?? 0)) {
		return failed({ kind: 'interrupted', cause: 'fileCut' });
	}
	const type = announced === 'any' ? typeBegunBy(content) : announced;
	if (type === undefined || !wanted.includes(type) || !beginsLike(type, content)) {
		return failed({ kind: 'interrupted', cause: 'notTheFile' });
	}
	if (!isWhole(type, content)) return failed({ kind: 'interrupted', cause: 'fileCut' });
	return success({ type, content, fileName: fileNameOf(answer.headers, fileTypes[type].ending) });
}

/** Whether the bytes begin and end like a file of this type. */
export function isFile(type: FileType, content: Buffer): boolean {
	return beginsLike(type, content) && isWhole(type, content);
}

function beginsLike(type: FileType, content: Buffer): boolean {
	const { start } = fileTypes[type];
	return content.toString('latin1', 0, start.length) === start;
}

function isWhole(type: FileType, content: Buffer): boolean {
	const { end, endWithin } = fileTypes[type];
	return content.subarray(-endWithin).includes(end, 0, 'latin1');
}

function typeBegunBy(content: Buffer): FileType | undefined {
	return (['pdf', 'zip'] as const).find((type) => beginsLike(type, content));
}

function announcedType(headers: Headers): FileType | 'any' | undefined {
	const [contentType = ''] = (headerOf(headers, 'content-type') ?? '').toLowerCase().split(';');
	const name = contentType.trim();
	if (name === fileTypes.pdf.mimeType) return 'pdf';
	if (ZIP.test(name)) return 'zip';
	return ANY_FILE.test(name) ? 'any' : undefined;
}

/** Bytes that the answer announces; `undefined` where it does not, or announces those of a compressed form. */
function announcedLength(headers: Headers): number | undefined {
	const length = Number(headerOf(headers, 'content-length') ?? NaN);
	return Number.isInteger(length) && headerOf(headers, 'content-encoding') === undefined
		? length
		: undefined;
}

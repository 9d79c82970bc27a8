import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { safeFileName } from '../api/fileName';
import type { ReceivedFile } from '../api/readFile';
import { fileTypes, isWhole } from '../common/fileTypes';
import { failed, success, type Result } from '../common/result';
import type { PackedFile } from './unzip';

/** A file with all that n8n needs to know of it. */
export interface NamedFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: Buffer;
}

/** A file that n8n has stored. */
export interface StoredFile {
	readonly fileName: string;
	readonly mimeType: string;
	/** Bytes. */
	readonly fileSize: number;
	readonly binary: IBinaryData;
}

/** The received file under the name that the response gives it, else under `name`, which has no ending. */
export function namedFile({ type, content, fileName }: ReceivedFile, name: string): NamedFile {
	const { mimeType, ending } = fileTypes[type];
	return { fileName: fileName ?? name + ending, mimeType, content };
}

/** The names of the two documents of an application, without their endings. */
export const RESUME_NAME = 'resume';
export const LETTER_NAME = 'cover-letter';

/**
 * Unpacks a resume and its letter. Names inside the ZIP file are never used as paths.
 *
 * @returns `undefined` when these are not the two PDF files that were asked for, whatever is wrong with them
 */
export async function unpackApplication({
	type,
	content,
}: ReceivedFile): Promise<[resume: NamedFile, letter: NamedFile] | undefined> {
	if (type !== 'zip') return undefined;
	// The library makes its tables when it is loaded: n8n, which loads the node at its start, does not have to wait for them.
	const { unzipPdfs } = await import('./unzip');
	const files = unzipPdfs(content)?.filter((file) => isWhole('pdf', file.content));
	if (files?.length !== 2) return undefined;
	const letter = letterAmong(files) ?? files[1]!;
	const resume = files.find((file) => file !== letter)!;
	const named = (file: PackedFile, name: string): NamedFile => ({
		fileName: safeFileName(file.name, fileTypes.pdf.ending) ?? name + fileTypes.pdf.ending,
		mimeType: fileTypes.pdf.mimeType,
		content: file.content,
	});
	return [named(resume, RESUME_NAME), named(letter, LETTER_NAME)];
}

/** What a letter's file is called, the surest first: a posting's "Newsletter Editor" may be in the names of both. */
const LETTER_NAMES = [/cover[\W_]*letter/i, /letter|cover/i];

/** The one file whose name is a letter's. Where the names do not tell, the resume comes first, as in everything else. */
function letterAmong(files: readonly PackedFile[]): PackedFile | undefined {
	const named = LETTER_NAMES.map((pattern) => files.filter(({ name }) => pattern.test(name)));
	return named.find(({ length }) => length === 1)?.[0];
}

/** Puts files into n8n's binary data. */
export async function storeFiles(
	helpers: IExecuteFunctions['helpers'],
	files: readonly NamedFile[],
): Promise<Result<StoredFile[]>> {
	try {
		const stored: StoredFile[] = [];
		for (const { content, fileName, mimeType } of files) {
			const binary = await helpers.prepareBinaryData(content, fileName, mimeType);
			stored.push({ fileName, mimeType, fileSize: content.length, binary });
		}
		return success(stored);
	} catch {
		// n8n's own error may name a path of the server.
		return failed({ kind: 'interrupted', cause: 'notStored' });
	}
}

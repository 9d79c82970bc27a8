import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { safeFileName } from '../api/fileName';
import type { ReceivedFile } from '../api/readFile';
import { breather, systemClock } from '../common/clock';
import { fileTypes, isWhole } from '../common/fileTypes';
import { failed, success, type Result } from '../common/result';
import { titlesOfAllLanguages } from '../common/title';
import { unzipPdfs, type PackedFile } from './unzip';

/** A file with all that n8n needs to know of it. */
export interface NamedFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: Buffer;
}

/** A file that n8n has stored. */
export interface StoredFile extends Omit<NamedFile, 'content'> {
	/** Bytes. */
	readonly fileSize: number;
	readonly binary: IBinaryData;
}

/** The received file under the name that the response gives it, else under `name`, which has no ending. */
export function namedFile({ type, content, fileName }: ReceivedFile, name: string): NamedFile {
	const { mimeType, ending } = fileTypes[type];
	return { fileName: fileName ?? name + ending, mimeType, content };
}

/** Milliseconds of unpacking without a pause. */
const UNPACKING_TIME = 20;

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
	const unpacked = await unzipPdfs(content, breather(systemClock, UNPACKING_TIME));
	const files = unpacked?.filter((file) => isWhole('pdf', file.content));
	if (files?.length !== 2) return undefined;
	const letter = letterAmong(files) ?? files[1]!;
	const resume = files.find((file) => file !== letter)!;
	const named = ({ name: inside, content: bytes }: PackedFile, name: string) => {
		const fileName = safeFileName(inside, fileTypes.pdf.ending);
		return namedFile({ type: 'pdf', content: bytes, fileName }, name);
	};
	return [named(resume, RESUME_NAME), named(letter, LETTER_NAME)];
}

/**
 * What a letter is called in the API's languages, in letters alone, and then the words that are less sure: a posting's
 * "Newsletter Editor" may be in the names of both files.
 */
const LETTER_WORDS = [
	['cover letter', ...titlesOfAllLanguages('Cover Letter')].map(lettersOf),
	['letter', 'cover'],
];

/** A name without anything but its letters, which have no accents and no case. */
function lettersOf(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}]/gu, '');
}

/** The one file whose name is a letter's. Where the names do not tell, the resume comes first, as in everything else. */
function letterAmong(files: readonly PackedFile[]): PackedFile | undefined {
	const named = LETTER_WORDS.map((words) =>
		files.filter(({ name }) => words.some((word) => lettersOf(name).includes(word))),
	);
	return named.find(({ length }) => length === 1)?.[0];
}

/**
 * Whether n8n still has the files. It may have pruned them, or another worker's disk holds them. A chunk of each is read:
 * what n8n knows of a file may be there without the file.
 */
export async function areStored(
	helpers: IExecuteFunctions['helpers'],
	files: readonly StoredFile[],
): Promise<boolean> {
	try {
		for (const { binary } of files) {
			if (binary.id === undefined) continue;
			const chunks = (await helpers.getBinaryStream(binary.id))[Symbol.asyncIterator]();
			await chunks.next();
			// Closes the stream.
			await chunks.return?.();
		}
		return true;
	} catch {
		return false;
	}
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

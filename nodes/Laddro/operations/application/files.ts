import type { ApiRequest } from '../../api/request';
import type { ReceivedFile } from '../../api/readFile';
import {
	LETTER_NAME,
	namedFile,
	RESUME_NAME,
	unpackApplication,
	type NamedFile,
} from '../../output/files';
import { applicationFilesItem, fileItem } from '../../output/items';
import type { WantedFile } from '../downloadSaved';
import type { Task } from '../operation';
import { sentResumeId } from './texts';

type FilesOperation = 'tailor' | 'coverLetter' | 'both';

/** Returns what makes a document's file, or a resume's and its letter's, out of what was received. */
export function unpackerOf(
	operation: FilesOperation,
): (file: ReceivedFile) => Promise<readonly NamedFile[]> {
	return async (file) => {
		const both = operation === 'both' ? await unpackApplication(file) : undefined;
		return both ?? [namedFile(file, operation === 'coverLetter' ? LETTER_NAME : RESUME_NAME)];
	};
}

/**
 * Asks for the PDF of a resume or a letter, or for both in one call.
 *
 * @param fields the binary fields of the output item: for the document, and for the letter that goes with a resume
 * @param looks of the documents, for which they can be asked again by their ids
 */
export function filesTask(
	operation: FilesOperation,
	request: ApiRequest,
	fields: readonly [field: string, letterField: string],
	looks: WantedFile['looks'],
): Task['run'] {
	// An additional body field may ask for the letter, too: what has been paid for comes out as it is.
	const types = request.body?.includeCoverLetter ? (['zip', 'pdf'] as const) : (['pdf'] as const);
	const source = request.file ? undefined : sentResumeId(request.body);
	const resume: WantedFile = { type: 'resume', name: RESUME_NAME, source, looks };
	const letter: WantedFile = { type: 'coverLetter', name: LETTER_NAME, looks };
	const wanted = { tailor: [resume], coverLetter: [letter], both: [resume, letter] }[operation];
	// A ZIP file can't be had from the store.
	const isAsItCame = operation !== 'both' && types.length > 1;
	return async (calls) => {
		const unpack = unpackerOf(operation);
		const call = await calls.files(request, types, unpack, isAsItCame ? [] : wanted);
		const { value: [file, letterFile] = [], failure, ids } = call;
		const documentId = operation === 'coverLetter' ? ids.coverLetterId : ids.resumeId;
		if (!file)
			return failure ? { failed: { failure, call, operation, documentId } } : { items: [] };
		const about = { operation, resumeId: sentResumeId(request.body), documentId };
		const item =
			operation === 'both'
				? applicationFilesItem(
						{ ...about, coverLetterId: ids.coverLetterId },
						file,
						letterFile,
						fields,
					)
				: fileItem(about, file, fields[0]);
		return { items: [item] };
	};
}

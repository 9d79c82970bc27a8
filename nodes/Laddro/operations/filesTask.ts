import type { IDataObject } from 'n8n-workflow';
import { withoutUndefined } from '../common/json';
import {
	fileFields,
	LETTER_NAME,
	namedFile,
	RESUME_NAME,
	unpackApplication,
} from '../output/files';
import type { OutputItem } from '../output/items';
import type { ApiRequest } from '../transport/request';
import type { FilesCall, Task } from './operation';
import { sentResumeId } from './streamedTask';

/** The kinds of PDF file that can be asked for with one request. */
export type FileOperation = 'tailor' | 'coverLetter' | 'both';

/** The binary fields of the output item. */
interface OutputFields {
	readonly outputField: string;
	readonly coverLetterField: string;
}

/** Asks for the PDF of a resume or a letter, or for both in one call. */
export function filesTask(
	operation: FileOperation,
	request: ApiRequest,
	fields: OutputFields,
): Task['run'] {
	return async ({ fetchFiles }) => {
		const call = await fetchFiles(request, async (file) => {
			const both = operation === 'both' ? await unpackApplication(file) : undefined;
			return both ?? [namedFile(file, operation === 'coverLetter' ? LETTER_NAME : RESUME_NAME)];
		});
		if (call.failure) {
			return { calls: [call], items: [], failed: { operation, documentId: idOf(operation, call) } };
		}
		const resumeId = sentResumeId(request.body);
		return {
			calls: [call],
			items: [
				operation === 'both'
					? applicationItem(call, resumeId, fields)
					: documentItem(operation, call, resumeId, fields.outputField),
			],
		};
	};
}

function documentItem(
	operation: Exclude<FileOperation, 'both'>,
	call: FilesCall,
	resumeId: string | null,
	field: string,
): OutputItem {
	const [file] = call.files ?? [];
	return {
		json: withoutUndefined({
			...(file && fileFields(file)),
			operation,
			resumeId,
			documentId: idOf(operation, call),
			complete: true,
		}),
		binary: file && { [field]: file.binary },
	};
}

function applicationItem(
	{ ids, files = [] }: FilesCall,
	resumeId: string | null,
	{ outputField, coverLetterField }: OutputFields,
): OutputItem {
	const [first, letter] = files;
	const json: IDataObject = withoutUndefined({
		...(first && fileFields(first)),
		coverLetterFileName: letter?.fileName,
		coverLetterFileSize: letter?.fileSize,
		operation: 'both',
		resumeId,
		documentId: ids.resumeId,
		coverLetterId: ids.coverLetterId,
		// Laddro's file as it came: it has been paid for, even where it is not the two that were asked for.
		unpacked: letter ? undefined : false,
		complete: true,
	});
	return {
		json,
		binary: first && {
			[outputField]: first.binary,
			...(letter && { [coverLetterField]: letter.binary }),
		},
	};
}

function idOf(operation: FileOperation, { ids }: FilesCall): string | undefined {
	return operation === 'coverLetter' ? ids.coverLetterId : ids.resumeId;
}

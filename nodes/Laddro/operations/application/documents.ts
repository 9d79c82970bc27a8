import type { ApiRequest, UploadedFile } from '../../api/request';
import type { DocumentIds } from '../../common/documentIds';
import { withoutUndefined } from '../../common/json';
import { success } from '../../common/result';
import { onlyWhere, type Field, type ValuesOf } from '../../parameters/field';
import { unusable } from '../../parameters/itemParameters';
import { jobPosting, positionName } from '../../parameters/jobPosting';
import { language } from '../../parameters/language';
import { looks } from '../../parameters/looks';
import { additionalFields, includeInputFields, sectionHeadings } from '../../parameters/options';
import { coverLetterField, documentFormat, output, outputField } from '../../parameters/output';
import { limits, onInterruption } from '../../parameters/requestOptions';
import { resume, resumeSource, type ResumeChoice } from '../../parameters/resume';
import { operation, type Operation, type Task } from '../operation';
import { filesTask } from './files';
import { streamedTask } from './streams';

/** A kind of document that Laddro generates for a job posting. */
export interface DocumentKind {
	/** Value of `operation` in its output items. */
	readonly operation: 'tailor' | 'coverLetter';
	/** The endpoint, below the base URL. */
	readonly path: string;
	/** Which of the response's ids is the document's. */
	readonly idField: keyof DocumentIds;
	/** Whether its sections have headings unless the option Section Headings says otherwise. */
	readonly headings: boolean;
	/** Whether it can be streamed when the resume is sent along as a file. */
	readonly streamsFromFile: boolean;
}

/** Fields of the request's body that only one kind has, by their names in it. */
type OwnFields = Field<Readonly<Record<string, string | undefined>>>;

const fields = {
	resume,
	positionName,
	jobPosting,
	language,
	output,
	documentFormat,
	includeInputFields,
	additionalFields,
	...onlyWhere({ outputField }, output, ['pdf']),
	...onlyWhere({ sectionHeadings }, output, ['document']),
	...onlyWhere({ onInterruption }, output, ['document', 'sections']),
	// Laddro's own clients send no looks with an uploaded file.
	...onlyWhere(onlyWhere({ looks }, output, ['pdf']), resumeSource, ['laddro']),
	limits,
};

const letterFields = onlyWhere({ coverLetterField }, output, ['pdf']);

type Application = ValuesOf<typeof fields & Partial<typeof letterFields> & { own: OwnFields }>;

/**
 * An operation that generates a document, or a resume and the letter that goes with it.
 *
 * @param own fields of the first kind's body
 */
export function applicationDocuments(
	labels: Parameters<typeof operation>[0],
	kinds: readonly [DocumentKind, ...DocumentKind[]],
	own: OwnFields,
): Operation {
	const all = { ...fields, ...(kinds.length > 1 && letterFields), own };
	return operation(labels, all, (application) => {
		const { resume: chosen, output: form, includeInputFields: includesInput } = application;
		const isStreamed = form !== 'pdf';
		if (chosen.source === 'file' && isStreamed && !kinds.every((kind) => kind.streamsFromFile)) {
			return unusable(
				"'Resume Source' is From File, which Laddro takes for a cover letter only when 'Output' is PDF File",
				"Set 'Output' to PDF File, or 'Resume Source' to From Laddro.",
			);
		}
		if (!isStreamed && application.coverLetterField === application.outputField) {
			return unusable(
				"'Put Cover Letter in Field' is the same as 'Put Output File in Field'",
				'Enter two different names.',
			);
		}
		const taskFor = isStreamed ? streams : files;
		return success({
			limits: application.limits,
			includeInputFields: includesInput,
			...(chosen.source === 'file' && { check: async () => await chosen.file.check() }),
			run: withResumeFile(chosen, (file) => taskFor(kinds, application, file)),
		});
	});
}

/** The item's file is read as late as possible: many of them would not fit into memory at once. */
function withResumeFile(
	chosen: ResumeChoice,
	taskFor: (file: UploadedFile | undefined) => Task['run'],
): Task['run'] {
	return async (calls) => {
		if (chosen.source === 'laddro') return await taskFor(undefined)(calls);
		const file = await chosen.file.read();
		return file.ok ? await taskFor(file.value)(calls) : { failed: { failure: file.failure } };
	};
}

function streams(
	kinds: readonly DocumentKind[],
	application: Application,
	file: UploadedFile | undefined,
): Task['run'] {
	const { documentFormat: format = 'markdown', language: code } = application;
	const { output: form, sectionHeadings: headings, onInterruption: use } = application;
	const orders = kinds.map((kind, index) => ({
		operation: kind.operation,
		idField: kind.idField,
		request: requestFor(kind, application, index === 0 ? application.own : {}, file),
		style: { format, headings: headings ?? kind.headings, language: code },
	}));
	return streamedTask(orders, form === 'sections' ? 'sections' : 'document', use === 'keepPartial');
}

function files(
	[kind, letter]: readonly [DocumentKind, ...DocumentKind[]],
	application: Application,
	file: UploadedFile | undefined,
): Task['run'] {
	const {
		own,
		looks: look,
		outputField: field = '',
		coverLetterField: letterField = '',
	} = application;
	const request = requestFor(
		kind,
		application,
		{ ...own, ...look, ...(letter && { includeCoverLetter: true }) },
		file,
	);
	return filesTask(letter ? 'both' : kind.operation, request, [field, letterField]);
}

/** What is not shown is not sent. */
function requestFor(
	{ path }: DocumentKind,
	{ resume: chosen, jobPosting: posting, ...application }: Application,
	own: Readonly<Record<string, unknown>>,
	file: UploadedFile | undefined,
): ApiRequest {
	const body = withoutUndefined<unknown>({
		resumeId: chosen.source === 'laddro' ? chosen.resumeId : undefined,
		positionName: application.positionName,
		language: application.language,
		...posting,
		...own,
	});
	return {
		method: 'POST',
		path,
		body: { ...application.additionalFields, ...body },
		...(file && { file }),
	};
}

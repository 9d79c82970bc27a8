import type { ApiRequest, UploadedFile } from '../../api/request';
import type { DocumentType } from '../../common/documentIds';
import { withoutUndefined } from '../../common/json';
import { success } from '../../common/result';
import { onlyWhere, type Field, type Fields, type ValuesOf } from '../../parameters/field';
import { unusable } from '../../parameters/itemParameters';
import { jobPosting, positionName } from '../../parameters/jobPosting';
import { looks } from '../../parameters/looks';
import {
	additionalFields,
	compareWithSource,
	includeInputFields,
	language,
	sectionHeadings,
} from '../../parameters/options';
import {
	coverLetterField,
	documentFormat,
	output,
	outputField,
	simplify,
} from '../../parameters/output';
import { limits, onInterruption } from '../../parameters/requestOptions';
import { resume, resumeSource, type ResumeChoice } from '../../parameters/resume';
import { operation, type Operation, type Task } from '../operation';
import type { Order } from '../generate';
import { filesTask, unpackerOf } from './files';
import { sentResumeId, textsTask } from './texts';

/** A kind of document that Laddro generates for a job posting. */
export interface DocumentKind {
	/** Value of `operation` in its output items. */
	readonly operation: 'tailor' | 'coverLetter';
	/** The endpoint, below the base URL. */
	readonly path: string;
	readonly type: DocumentType;
	/** Whether its sections have headings unless the option Section Headings says otherwise. */
	readonly headings: boolean;
	/** Whether it can be streamed when the resume is sent along as a file. */
	readonly streamsFromFile: boolean;
}

/** A document, or a resume and the letter that goes with it. */
type Kinds = readonly [DocumentKind, ...DocumentKind[]];

/** Fields of the request's body that only one kind has, by their names in it. */
type OwnFields = Field<Readonly<Record<string, string | undefined>>>;

const fields = {
	resume,
	jobPosting,
	positionName,
	language,
	output,
	...onlyWhere({ documentFormat }, output, ['document', 'sections']),
	...onlyWhere({ simplify }, output, ['document']),
	includeInputFields,
	additionalFields,
	...onlyWhere({ outputField }, output, ['pdf']),
	...onlyWhere({ sectionHeadings }, output, ['document']),
	...onlyWhere({ onInterruption }, output, ['document', 'sections']),
	// Laddro's own clients send no looks with an uploaded file.
	...onlyWhere(onlyWhere({ looks }, output, ['pdf']), resumeSource, ['laddro']),
	limits,
};

/** Only a stored resume can be read to compare with. */
const resumeFields = onlyWhere(
	onlyWhere({ compareWithSource }, output, ['document']),
	resumeSource,
	['laddro'],
);

const letterFields = onlyWhere({ coverLetterField }, output, ['pdf']);

/** Where Laddro streams nothing for an uploaded resume, a text comes with its file. */
const fileFields = withText({ textFileField: outputField });
const letterFileFields = withText({ textLetterField: coverLetterField });

function withText<Group extends Fields>(group: Group) {
	return onlyWhere(onlyWhere(group, output, ['document', 'sections']), resumeSource, ['file']);
}

type Application = ValuesOf<
	typeof fields &
		Partial<
			typeof resumeFields & typeof letterFields & typeof fileFields & typeof letterFileFields
		> & { own: OwnFields }
>;

/**
 * An operation that generates a document, or a resume and the letter that goes with it.
 *
 * @param own fields of the first kind's body
 */
export function applicationDocuments(
	labels: Parameters<typeof operation>[0],
	kinds: Kinds,
	own: OwnFields,
): Operation {
	const withLetter = kinds.length > 1;
	const streamsFromFile = kinds.every((kind) => kind.streamsFromFile);
	const all = {
		...fields,
		...(kinds[0].type === 'resume' && resumeFields),
		...(withLetter && letterFields),
		...(!streamsFromFile && fileFields),
		...(!streamsFromFile && withLetter && letterFileFields),
		own,
	};
	return operation(labels, all, (application) => {
		const { resume: chosen, output: form, includeInputFields: includesInput } = application;
		const [field, letterField] = fileFieldsOf(application);
		if (withLetter && field === letterField) {
			return unusable(
				"'Put Cover Letter in Field' is the same as 'Put Output File in Field'",
				'Enter two different names.',
			);
		}
		const taskFor = form === 'pdf' ? files : texts;
		return success({
			limits: application.limits,
			includeInputFields: includesInput,
			...(chosen.source === 'file' && {
				sendsFile: true,
				check: async () => await chosen.file.check(),
			}),
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

/** The binary fields for a document's file and its letter's. */
function fileFieldsOf(application: Application): readonly [string, string] {
	const { outputField: field, textFileField } = application;
	const { coverLetterField: letterField, textLetterField } = application;
	return [field ?? textFileField ?? 'data', letterField ?? textLetterField ?? 'coverLetter'];
}

function texts(
	kinds: Kinds,
	application: Application,
	file: UploadedFile | undefined,
): Task['run'] {
	const { documentFormat: format = 'html', language: code, own } = application;
	const { output: form, sectionHeadings: headings, onInterruption: use } = application;
	const accepts = file && !kinds.every((kind) => kind.streamsFromFile) ? 'file' : 'stream';
	const wantedOf = ({ operation: name, type, ...kind }: DocumentKind, request: ApiRequest) => ({
		operation: name,
		type,
		style: { format, headings: headings ?? kind.headings, language: code },
		...(type === 'resume' && !file && { source: sentResumeId(request.body) }),
	});
	const orderFor = (group: Kinds, fields: Readonly<Record<string, unknown>>): Order => {
		const request = requestFor(group[0], application, fields, file);
		const [first, ...others] = group;
		const wanted = [
			wantedOf(first, request),
			...others.map((kind) => wantedOf(kind, request)),
		] as const;
		return {
			request,
			accepts,
			wanted,
			keepsPartial: use === 'keepPartial',
			unpack: unpackerOf(wanted.length > 1 ? 'both' : first.operation),
		};
	};
	// A stream brings one document; files of both come in one ZIP.
	const orders =
		accepts === 'file'
			? [orderFor(kinds, { ...own, ...(kinds.length > 1 && { includeCoverLetter: true }) })]
			: kinds.map((kind, index) => orderFor([kind], index === 0 ? own : {}));
	return textsTask(orders, {
		form: {
			output: form === 'sections' ? 'sections' : 'document',
			simplify: application.simplify === true,
		},
		compares: application.compareWithSource === true,
		fields: fileFieldsOf(application),
	});
}

function files(
	[kind, letter]: Kinds,
	application: Application,
	file: UploadedFile | undefined,
): Task['run'] {
	const { own, looks: look } = application;
	const request = requestFor(
		kind,
		application,
		{ ...own, ...look, ...(letter && { includeCoverLetter: true }) },
		file,
	);
	return filesTask(
		letter ? 'both' : kind.operation,
		request,
		fileFieldsOf(application),
		look ?? {},
	);
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

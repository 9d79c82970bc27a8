import { notSent } from '../calls/callApi';
import { withoutUndefined } from '../common/json';
import { success, type Result } from '../common/result';
import type { DocumentIds } from '../common/documentIds';
import type { OutputForm } from '../output/items';
import { readFields, shownOnly, type Field, type ValuesOf } from '../parameters/field';
import { unusable, type ItemParameters } from '../parameters/itemParameters';
import { jobPosting, positionName } from '../parameters/jobPosting';
import { language } from '../parameters/language';
import { looks } from '../parameters/looks';
import { additionalFields, includeInputFields, sectionHeadings } from '../parameters/options';
import { coverLetterField, outputField, outputForm } from '../parameters/output';
import { limitFields, onInterruption } from '../parameters/requestOptions';
import { resume, type ResumeChoice } from '../parameters/resume';
import type { ApiRequest, UploadedFile } from '../transport/request';
import { filesTask } from './filesTask';
import { limitsOf, type Operation, type Task } from './operation';
import { streamedTask } from './streamedTask';

/** A kind of document that Laddro generates for a job posting. */
export interface DocumentKind {
	/** Value of `operation` in its output items. */
	readonly operation: 'tailor' | 'coverLetter';
	/** The endpoint, below the base URL. */
	readonly path: string;
	/** Which of the answer's ids is the document's. */
	readonly idField: keyof DocumentIds;
	/** Whether its sections have headings unless the option Section Headings says otherwise. */
	readonly headings: boolean;
	/** Whether it can be streamed when the resume is sent along as a file. */
	readonly streamsFromFile: boolean;
	/** Fields that only this kind has, by their names in the request's body. */
	readonly bodyFields?: Readonly<Record<string, Field<string | undefined>>>;
}

const applicationFields = { resume, positionName, jobPosting, language };
const outputFields = { outputForm, includeInputFields, additionalFields };
/** Download PDF, which has no Output to choose, shows the first of them always. */
const binaryFields = shownOnly({ outputField, coverLetterField }, { output: ['pdf'] });
const streamFields = { sectionHeadings, onInterruption };
/** With a file of the item's own, Laddro's clients send no looks. */
const applicationLooks = shownOnly(looks, { '/output': ['pdf'], '/resumeSource': ['laddro'] });

/** What an input item asks for, whichever form the answer is to have. */
interface Application {
	readonly resume: ResumeChoice;
	/** Fields of the request's body that all its documents share. */
	readonly body: Readonly<Record<string, unknown>>;
	/** Fields of the body that each document has for itself. */
	readonly ownBodies: ReadonlyArray<Readonly<Record<string, string>>>;
	readonly language: string | undefined;
	readonly form: OutputForm;
	readonly includeInputFields: boolean;
}

/**
 * The fields of an operation that generates a document, or a resume and the letter that goes with it, and how an input
 * item becomes its calls.
 */
export function applicationDocuments(
	...kinds: readonly [DocumentKind, ...DocumentKind[]]
): Pick<Operation, 'fields' | 'read'> {
	const bodyFields = kinds.map((kind) => kind.bodyFields ?? {});
	const { outputField: file, coverLetterField: letter } = binaryFields;
	return {
		fields: [
			applicationFields,
			outputFields,
			kinds.length > 1 ? { file, letter } : { file },
			streamFields,
			applicationLooks,
			...bodyFields,
			limitFields,
		].flatMap((group): Array<Field<unknown>> => Object.values(group)),
		read(parameters) {
			const application = readApplication(kinds, bodyFields, parameters);
			if (!application.ok) return application;
			const limits = readFields(limitFields, parameters);
			if (!limits.ok) return limits;
			const run =
				application.value.form.output === 'pdf'
					? readFilesTask(kinds, application.value, parameters)
					: readStreamedTask(kinds, application.value, parameters);
			if (!run.ok) return run;
			const { resume: chosen } = application.value;
			return success({
				limits: limitsOf(limits.value),
				includeInputFields: application.value.includeInputFields,
				...(chosen.source === 'file' && { check: async () => await chosen.file.check() }),
				run: withResumeFile(chosen, run.value),
			});
		},
	};
}

function readApplication(
	kinds: readonly DocumentKind[],
	bodyFields: ReadonlyArray<NonNullable<DocumentKind['bodyFields']>>,
	parameters: ItemParameters,
): Result<Application> {
	const applicant = readFields(applicationFields, parameters);
	if (!applicant.ok) return applicant;
	const { resume: chosen, jobPosting: posting, ...others } = applicant.value;
	const ownBodies: Array<Record<string, string>> = [];
	for (const fields of bodyFields) {
		const values = readFields(fields, parameters);
		if (!values.ok) return values;
		ownBodies.push(withoutUndefined<string>(values.value));
	}
	const output = readFields(outputFields, parameters);
	if (!output.ok) return output;
	const { outputForm: form, additionalFields: additional } = output.value;
	if (
		chosen.source === 'file' &&
		form.output !== 'pdf' &&
		!kinds.every((kind) => kind.streamsFromFile)
	) {
		return unusable(
			"'Resume Source' is From File, which Laddro takes for a cover letter only when 'Output' is PDF File",
			"Set 'Output' to PDF File, or 'Resume Source' to From Laddro.",
		);
	}
	const resumeId = chosen.source === 'laddro' ? chosen.resumeId : undefined;
	return success({
		resume: chosen,
		body: { ...additional, ...withoutUndefined({ resumeId, ...others, ...posting }) },
		ownBodies,
		language: others.language,
		form,
		includeInputFields: output.value.includeInputFields,
	});
}

/** What is to be done once the resume is at hand, in case that it is sent along. */
type WithFile = (file: UploadedFile | undefined) => Task['run'];

/** The item's file is read as late as possible: many of them would not fit into memory at once. */
function withResumeFile(chosen: ResumeChoice, run: WithFile): Task['run'] {
	return async (calls) => {
		if (chosen.source === 'laddro') return await run(undefined)(calls);
		const file = await chosen.file.read();
		if (!file.ok) return { calls: [notSent(file.failure)], items: [] };
		return await run(file.value)(calls);
	};
}

function readStreamedTask(
	kinds: readonly DocumentKind[],
	{ body, ownBodies, language: code, form }: Application,
	parameters: ItemParameters,
): Result<WithFile> {
	const values = readFields(streamFields, parameters);
	if (!values.ok) return values;
	const { sectionHeadings: headings, onInterruption: use } = values.value;
	return success((file) =>
		streamedTask(
			kinds.map((kind, index) => ({
				operation: kind.operation,
				idField: kind.idField,
				request: post(kind, { ...body, ...ownBodies[index] }, file),
				style: {
					format: form.output === 'document' ? form.format : 'markdown',
					headings: headings ?? kind.headings,
					language: code,
				},
			})),
			form.output,
			use,
		),
	);
}

function readFilesTask(
	kinds: readonly [DocumentKind, ...DocumentKind[]],
	{ resume: chosen, body, ownBodies }: Application,
	parameters: ItemParameters,
): Result<WithFile> {
	const isBoth = kinds.length > 1;
	const fields = readFields(binaryFields, parameters);
	if (!fields.ok) return fields;
	if (isBoth && fields.value.coverLetterField === fields.value.outputField) {
		return unusable(
			"'Put Cover Letter in Field' is the same as 'Put Output File in Field'",
			'Enter two different names.',
		);
	}
	const shown = readLooks(chosen, parameters);
	if (!shown.ok) return shown;
	const [kind] = kinds;
	const whole: Readonly<Record<string, unknown>> = {
		...body,
		...ownBodies[0],
		...withoutUndefined<unknown>(shown.value),
		...(isBoth && { includeCoverLetter: true }),
	};
	// Also where an additional body field asks for the letter: what has been paid for is handed on as it comes.
	const answerTypes = whole.includeCoverLetter ? (['zip', 'pdf'] as const) : undefined;
	return success((file) =>
		filesTask(
			isBoth ? 'both' : kind.operation,
			{ ...post(kind, whole, file), ...(answerTypes && { answerTypes }) },
			fields.value,
		),
	);
}

/** What is not shown is not sent. */
function readLooks(
	chosen: ResumeChoice,
	parameters: ItemParameters,
): Result<Partial<ValuesOf<typeof looks>>> {
	return chosen.source === 'laddro' ? readFields(applicationLooks, parameters) : success({});
}

function post(
	{ path }: DocumentKind,
	body: Readonly<Record<string, unknown>>,
	file: UploadedFile | undefined,
): ApiRequest {
	return { method: 'POST', path, body, ...(file && { file }) };
}

import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Row } from '../api/documentPages';
import { documentIdOf } from '../api/savedDocuments';
import type { DocumentType } from '../common/documentIds';
import type { Failure } from '../common/failure';
import { withoutUndefined } from '../common/json';
import { titleOf } from '../common/title';
import type { Change } from '../compare/changes';
import { writeContents, writeDocument, type DocumentStyle } from '../render/document';
import type { Sections } from '../stream/streamReader';
import { failureText } from './failureText';
import type { StoredFile } from './files';
import { sentences } from './wording';

/** An output item, not yet paired with its input. */
export interface OutputItem {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
	/** A shorter form for the model of an agent, which pays for every word; not set where `json` is short already. */
	readonly forTool?: IDataObject;
}

/** The text of a document. */
export interface DocumentText {
	readonly sections: Sections;
	/** Under which Laddro has stored it; not set where the response does not say. */
	readonly documentId?: string;
	/** Code of the document's language, where it says. */
	readonly locale?: string;
	/** What else the response says, such as a score. */
	readonly details?: Readonly<Record<string, unknown>>;
	/** Whether it, or the rest of it, was read back from Laddro's store. */
	readonly isRecovered?: boolean;
}

/** A document that was generated for an input item, whole or what arrived of it. */
export interface Generated extends DocumentText {
	readonly operation: string;
	/** What is known of a document that was stored before. */
	readonly stored?: { readonly documentType: DocumentType; readonly documentTitle?: string };
	/** The resume that was asked for; `null` for the account's default one, or for none. */
	readonly resumeId: string | null;
	/** Why the document is not complete; not set when it is. */
	readonly failure?: Failure;
	readonly style: DocumentStyle;
}

/** The form in which texts come out. */
export interface TextForm {
	readonly output: 'document' | 'sections';
	/** Whether the item of a document has its text, and not its sections as well. */
	readonly simplify: boolean;
}

/**
 * Turns what was generated for one input item into its output items.
 *
 * @param documents a document, or a resume and the letter that goes with it, up to the first that is not complete
 * @param wanted how many documents were to be generated
 */
export async function generatedItems(
	documents: readonly Generated[],
	{ output, simplify }: TextForm,
	wanted: number,
	files?: GeneratedFiles,
): Promise<OutputItem[]> {
	const [first, letter] = documents;
	if (!first) return [];
	const items =
		output === 'sections'
			? (await Promise.all(documents.map(sectionItems))).flat()
			: [
					await (wanted > 1
						? applicationItem(first, letter, simplify)
						: documentItem(first, simplify)),
				];
	return items.map((item, index) => (files && index === 0 ? withFiles(item, files) : item));
}

/** The files that came with a text, and the binary fields for them. */
export interface GeneratedFiles {
	readonly files: readonly StoredFile[];
	readonly fields: readonly [field: string, letterField: string];
}

function withFiles(item: OutputItem, { files, fields }: GeneratedFiles): OutputItem {
	const json = { ...item.json, ...fileNames(files) };
	return { ...item, json, binary: filesBinary(files, fields) };
}

/** A document's file and its letter's in the binary fields of these names. */
export function filesBinary(
	[file, letter]: ReadonlyArray<StoredFile | undefined>,
	[field, letterField]: GeneratedFiles['fields'],
): IBinaryKeyData | undefined {
	return file && { [field]: file.binary, ...(letter && { [letterField]: letter.binary }) };
}

function fileNames([file, letter]: ReadonlyArray<StoredFile | undefined>): IDataObject {
	return withoutUndefined({ fileName: file?.fileName, coverLetterFileName: letter?.fileName });
}

async function sectionItems(generated: Generated): Promise<OutputItem[]> {
	const { operation, stored, resumeId, documentId, sections, style, locale } = generated;
	const common = withoutUndefined({
		sectionCount: sections.size,
		operation,
		...stored,
		resumeId,
		documentId,
		...ending(generated),
	});
	const contents = await writeContents(sections, style.format);
	return [...contents].map(([section, content], sectionIndex) => {
		const title = titleOf(section, style.language ?? locale);
		return { json: { title, content, section, sectionIndex, ...common } };
	});
}

/** A single document as an output item. */
export async function documentItem(generated: Generated, simplify: boolean): Promise<OutputItem> {
	const { operation, stored, resumeId, documentId, sections, style } = generated;
	const text = { document: await written(generated), format: style.format };
	const all = {
		resumeId,
		sections: ownProperties(sections),
		sectionOrder: [...sections.keys()],
		sectionCount: sections.size,
		details: generated.details as IDataObject,
	};
	const end = ending(generated);
	return {
		json: withoutUndefined<IDataObject[string]>({
			...text,
			operation,
			...stored,
			documentId,
			...(!simplify && all),
			...end,
		}),
		forTool: withoutUndefined({ ...text, documentId, ...end }),
	};
}

/** A resume and its letter. The letter is `null` when the resume was interrupted, after which it was not asked for. */
async function applicationItem(
	resume: Generated,
	letter: Generated | undefined,
	simplify: boolean,
): Promise<OutputItem> {
	const texts = {
		resume: await written(resume),
		coverLetter: letter ? await written(letter) : null,
		format: resume.style.format,
	};
	const ids = { documentId: resume.documentId, coverLetterId: letter?.documentId };
	const sections = {
		resumeSections: ownProperties(resume.sections),
		coverLetterSections: letter ? ownProperties(letter.sections) : {},
	};
	const end = ending({
		failure: resume.failure ?? letter?.failure,
		isRecovered: resume.isRecovered === true || letter?.isRecovered === true,
	});
	return {
		json: withoutUndefined<IDataObject[string]>({
			...texts,
			operation: 'both',
			...(!simplify && { resumeId: resume.resumeId }),
			...ids,
			...(!simplify && sections),
			...end,
		}),
		forTool: withoutUndefined({ ...texts, ...ids, ...end }),
	};
}

/** The document as its style has it, in the language that was asked for, else in its own. */
async function written({ sections, style, locale }: Generated): Promise<string> {
	return await writeDocument(sections, { ...style, language: style.language ?? locale });
}

/** Whether what an item holds is complete, and if not, why. */
function ending({ failure, isRecovered }: Pick<Generated, 'failure' | 'isRecovered'>): IDataObject {
	if (failure) return { complete: false, interruption: failureText(failure).message };
	return { complete: true, ...(isRecovered && { recovered: true }) };
}

/** Section name → content as a plain object, in which a section called `__proto__` is a property like any other. */
export function ownProperties(sections: Sections): Record<string, string> {
	return Object.fromEntries(sections);
}

/** Whose file an output item holds. */
interface FileOwner extends Pick<Generated, 'operation' | 'resumeId' | 'documentId'> {
	readonly coverLetterId?: string;
}

/** A file as an output item, in the binary field of this name. */
export function fileItem(owner: FileOwner, file: StoredFile, field: string): OutputItem {
	return filesItem(owner, [file], { [field]: file.binary });
}

/**
 * The files of a resume and its letter as one output item. Without a letter, the file is what Laddro sent, which
 * has been paid for even where it is not the two files that were requested.
 */
export function applicationFilesItem(
	owner: FileOwner,
	resume: StoredFile,
	letter: StoredFile | undefined,
	fields: GeneratedFiles['fields'],
): OutputItem {
	const files = [resume, letter] as const;
	return filesItem(owner, files, filesBinary(files, fields), letter ? undefined : false);
}

function filesItem(
	{ operation, resumeId, documentId, coverLetterId }: FileOwner,
	[file, letter]: readonly [StoredFile, StoredFile?],
	binary: OutputItem['binary'],
	unpacked?: false,
): OutputItem {
	const { fileName, mimeType, fileSize } = file;
	const coverLetterFileName = letter?.fileName;
	const ids = { documentId, coverLetterId };
	return {
		json: withoutUndefined({
			fileName,
			mimeType,
			fileSize,
			coverLetterFileName,
			coverLetterFileSize: letter?.fileSize,
			operation,
			resumeId,
			...ids,
			unpacked,
			complete: true,
		}),
		binary,
		forTool: withoutUndefined({
			fileName,
			coverLetterFileName,
			...ids,
			complete: true,
			note: sentences(FILE_NOTE, documentId !== undefined && STORED_NOTE),
		}),
	};
}

/** A file can't reach a model; without this note it would ask for the document again. */
const FILE_NOTE =
	'The PDF file is complete and paid for, but a tool can only return text. Do not ask for it again.';
const STORED_NOTE = 'Laddro has stored the document under its documentId.';

/**
 * What the API says about a stored document. Its `id` is the one that other calls accept.
 *
 * @param asked the id that was asked for, where one was
 */
export function savedItem(type: DocumentType, row: Row, asked?: string): OutputItem {
	const { id, ...rest } = row;
	const json = { id: documentIdOf(type, row) ?? asked ?? id, ...rest };
	return { json: json as IDataObject };
}

/** A letter that was saved. */
export function savedLetterItem(documentId: string | undefined, title?: string): OutputItem {
	const operation = 'createCoverLetter';
	return { json: withoutUndefined({ documentId, title, operation, complete: true }) };
}

/**
 * The output items of an input item, each paired with it.
 *
 * @param input given when its fields and files are to be kept
 * @param found what was changed in their resume, where that was asked for; `null` where it can't be told
 */
export function pairedItems(
	items: readonly OutputItem[],
	itemIndex: number,
	isTool: boolean,
	input?: INodeExecutionData,
	found?: readonly Change[] | null,
): INodeExecutionData[] {
	const changes = found && found.map((change) => ({ ...change }));
	// A copy of each section's item would be felt where there are thousands.
	const withChanges = (json: IDataObject) => (changes === undefined ? json : { ...json, changes });
	return items.map(({ json, binary, forTool }) => {
		const pairedItem = { item: itemIndex };
		if (isTool && forTool) return { json: withInput(withChanges(forTool), input), pairedItem };
		return {
			json: withInput(withChanges(json), input),
			...((binary ?? input?.binary) && { binary: { ...input?.binary, ...binary } }),
			pairedItem,
		};
	});
}

/**
 * The node's own fields come first, and win where names are equal. An input field `error` is left out: n8n takes an
 * output item that has one for a failure, and Retry On Fail would run the node again, and pay again.
 */
function withInput(json: IDataObject, input: INodeExecutionData | undefined): IDataObject {
	if (!input) return json;
	const all: IDataObject = { ...json, ...input.json, ...json };
	if (!('error' in json)) delete all.error;
	return all;
}

import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../common/failure';
import type { Sections } from '../stream/streamReader';
import { writeDocument, type DocumentStyle, type FormatName } from './document';
import { failureText } from './failureText';
import { titleOf } from './title';

/** The form in which the user wants the sections of one input item. */
export type OutputForm =
	| { readonly output: 'sections' | 'pdf' }
	| { readonly output: 'document'; readonly format: FormatName };

/** An output item, not yet paired with its input. */
export interface OutputItem {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
}

/** A document that was generated for an input item, whole or what arrived of it. */
export interface Generated {
	readonly operation: string;
	/** The resume that was asked for; `null` for the account's default one. */
	readonly resumeId: string | null;
	/** Under which Laddro has stored it; not set where the answer does not say. */
	readonly documentId?: string;
	readonly sections: Sections;
	/** Why the document is not complete; not set when it is. */
	readonly failure?: Failure;
	readonly style: DocumentStyle;
}

/** Whether the sections of an interrupted stream are used; after a stop of the execution they never are. */
export function hasUsableSections(
	{ sections, failure }: { sections: Sections; failure?: Failure },
	onInterruption: 'fail' | 'keepPartial',
): boolean {
	return onInterruption === 'keepPartial' && sections.size > 0 && failure?.kind !== 'stopped';
}

/**
 * Turns what was generated for one input item into the JSON of its output items.
 *
 * @param documents a document, or a resume and the letter that goes with it, up to the first that is not complete
 * @param wanted how many documents were to be generated
 */
export async function toItems(
	documents: readonly Generated[],
	output: OutputForm['output'],
	wanted: number,
): Promise<IDataObject[]> {
	if (output === 'sections') return documents.flatMap(sectionItems);
	const [first, letter] = documents;
	if (!first) return [];
	return [await (wanted > 1 ? applicationItem(first, letter) : documentItem(first))];
}

function sectionItems({
	operation,
	resumeId,
	documentId,
	sections,
	failure,
	style: { language },
}: Generated): IDataObject[] {
	const sectionCount = sections.size;
	const complete = failure === undefined;
	const interruption = failure && failureText(failure).message;
	const items: IDataObject[] = [];
	for (const [section, content] of sections) {
		const item: IDataObject = {
			title: titleOf(section, language),
			content,
			section,
			sectionIndex: items.length,
			sectionCount,
			operation,
			resumeId,
			...(documentId !== undefined && { documentId }),
			complete,
		};
		if (interruption !== undefined) item.interruption = interruption;
		items.push(item);
	}
	return items;
}

/** A single document as JSON of an output item. */
export async function documentItem(generated: Generated): Promise<IDataObject> {
	const { operation, resumeId, documentId, sections, failure, style } = generated;
	const item: IDataObject = {
		document: await writeDocument(sections, style),
		format: style.format,
		operation,
		resumeId,
		...(documentId !== undefined && { documentId }),
		sections: ownProperties(sections),
		sectionOrder: [...sections.keys()],
		sectionCount: sections.size,
		complete: failure === undefined,
	};
	if (failure) item.interruption = failureText(failure).message;
	return item;
}

/** A resume and its letter. The letter is `null` when the resume was interrupted, after which it was not asked for. */
async function applicationItem(
	resume: Generated,
	letter: Generated | undefined,
): Promise<IDataObject> {
	const failure = resume.failure ?? letter?.failure;
	const item: IDataObject = {
		resume: await writeDocument(resume.sections, resume.style),
		coverLetter: letter ? await writeDocument(letter.sections, letter.style) : null,
		format: resume.style.format,
		operation: 'both',
		resumeId: resume.resumeId,
		...(resume.documentId !== undefined && { documentId: resume.documentId }),
		...(letter?.documentId !== undefined && { coverLetterId: letter.documentId }),
		resumeSections: ownProperties(resume.sections),
		coverLetterSections: letter ? ownProperties(letter.sections) : {},
		complete: failure === undefined,
	};
	if (failure) item.interruption = failureText(failure).message;
	return item;
}

/** Section name → content as a plain object, in which a section called `__proto__` is a property like any other. */
export function ownProperties(sections: Sections): Record<string, string> {
	return Object.fromEntries(sections);
}

/**
 * The output items of an input item, each paired with it.
 *
 * @param input given when its fields and files are to be kept
 */
export function pairedItems(
	items: readonly OutputItem[],
	itemIndex: number,
	input?: INodeExecutionData,
): INodeExecutionData[] {
	return items.map(({ json, binary }) => ({
		// The node's own fields come first, and win where names are equal.
		json: input ? { ...json, ...input.json, ...json } : json,
		...((binary ?? input?.binary) && { binary: { ...input?.binary, ...binary } }),
		pairedItem: { item: itemIndex },
	}));
}

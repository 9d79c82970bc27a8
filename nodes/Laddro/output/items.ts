import type { INodeExecutionData } from 'n8n-workflow';
import type { Sections } from '../stream/streamReader';
import type { Failure } from '../transport/failure';
import { formats, writeDocument, type FormatName } from './formats';
import { titleOf } from './title';

/** How the user wants the sections of one input item handed on. */
export type OutputForm = { output: 'sections' } | { output: 'document'; format: FormatName };

/** What was generated for one input item. */
export interface Generated {
	/** Index of the input item. */
	itemIndex: number;
	operation: string;
	/** The resume that was asked for; `null` for the account's default one. */
	resumeId: string | null;
	sections: Sections;
	/** Why the document is not complete; not set when it is. */
	failure?: Failure;
}

/** Turns what was generated for one input item into its output items. */
export function toItems(generated: Generated, form: OutputForm): INodeExecutionData[] {
	return form.output === 'sections'
		? sectionItems(generated)
		: [documentItem(generated, form.format)];
}

function sectionItems(generated: Generated): INodeExecutionData[] {
	const { operation, resumeId, sections, itemIndex } = generated;
	const sectionCount = sections.size;
	const status = completeness(generated);
	return Array.from(sections, ([section, content], sectionIndex) => ({
		json: {
			operation,
			resumeId,
			section,
			title: titleOf(section),
			content,
			sectionIndex,
			sectionCount,
			...status,
		},
		pairedItem: { item: itemIndex },
	}));
}

function documentItem(generated: Generated, format: FormatName): INodeExecutionData {
	const { operation, resumeId, sections, itemIndex } = generated;
	return {
		json: {
			operation,
			resumeId,
			document: writeDocument(titled(sections), formats[format]),
			format,
			sections: ownProperties(sections),
			sectionOrder: [...sections.keys()],
			sectionCount: sections.size,
			...completeness(generated),
		},
		pairedItem: { item: itemIndex },
	};
}

function titled(sections: Sections) {
	return Array.from(sections, ([section, content]) => ({
		section,
		title: titleOf(section),
		content,
	}));
}

/** Section name → content as a plain object, in which a section called `__proto__` is a property like any other. */
export function ownProperties(sections: Sections): Record<string, string> {
	return Object.fromEntries(sections);
}

function completeness({ failure }: Generated) {
	return failure ? { complete: false, interruption: failure.message } : { complete: true };
}

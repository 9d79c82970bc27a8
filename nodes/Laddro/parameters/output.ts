import type { FormatName } from '../render/document';
import { onlyWhere } from './field';
import { binaryField, choiceFieldWithDefault } from './kinds';

/** The form in which a document comes out: a value of the parameter `output`. */
export type OutputForm = 'document' | 'sections' | 'pdf';

export const output = choiceFieldWithDefault<OutputForm>({
	displayName: 'Output',
	name: 'output',
	options: [
		{
			name: 'Single Document',
			value: 'document',
			description: 'One output item per input item, with the whole document',
		},
		{
			name: 'One Item per Section',
			value: 'sections',
			description: 'One output item for each section of the document',
		},
		{
			name: 'PDF File',
			value: 'pdf',
			description: 'One output item per input item, with the document as a PDF file',
		},
	],
	default: 'document',
	description: 'What each input item becomes',
});

/** How a single document is written. */
export const { documentFormat } = onlyWhere(
	{
		documentFormat: choiceFieldWithDefault<FormatName>({
			displayName: 'Document Format',
			name: 'documentFormat',
			options: [
				{
					name: 'HTML',
					value: 'html',
					description: 'For email: no styles, scripts, or images',
				},
				{
					name: 'Markdown',
					value: 'markdown',
				},
				{
					name: 'Plain Text',
					value: 'text',
				},
				{
					name: 'Slack Message',
					value: 'slack',
					description: "Slack's own markup",
				},
			],
			default: 'markdown',
			description: 'Format of the document',
		}),
	},
	output,
	['document'],
);

/** The binary field of the output item that a file is put in. */
export const outputField = binaryField({
	displayName: 'Put Output File in Field',
	name: 'outputField',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
});

/** The binary field for the letter that goes with a resume. */
export const coverLetterField = binaryField({
	displayName: 'Put Cover Letter in Field',
	name: 'coverLetterField',
	default: 'coverLetter',
	hint: 'The name of the output binary field to put the cover letter in',
});

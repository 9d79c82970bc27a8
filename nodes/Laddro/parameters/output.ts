import type { FormatName } from '../render/document';
import { binaryField, booleanField, choiceFieldWithDefault } from './kinds';

/** The form in which a document comes out: a value of the parameter `output`. */
export type OutputForm = 'document' | 'sections' | 'pdf';

/** The forms that a text can have. */
const textForms = [
	{
		name: 'Single Document',
		value: 'document' as const,
		description: 'One output item per input item, with the whole document',
	},
	{
		name: 'One Item per Section',
		value: 'sections' as const,
		description: 'One output item for each section of the document',
	},
];

export const output = choiceFieldWithDefault<OutputForm>({
	displayName: 'Output',
	name: 'output',
	options: [
		...textForms,
		{
			name: 'PDF File',
			value: 'pdf',
			description: 'One output item per input item, with the document as a PDF file',
		},
	],
	default: 'document',
	description: 'What each input item becomes',
});

/** The form in which a stored document comes out. */
export const storedOutput = choiceFieldWithDefault<'asSent' | 'document' | 'sections'>({
	displayName: 'Output',
	name: 'output',
	options: [
		{
			name: 'As Stored by Laddro',
			value: 'asSent',
			description: "One output item per input item, with the fields of Laddro's response",
		},
		...textForms,
	],
	default: 'asSent',
	description: 'What each input item becomes',
});

/** How a document is written. */
export const documentFormat = choiceFieldWithDefault<FormatName>({
	displayName: 'Format',
	name: 'documentFormat',
	options: [
		{
			name: 'As Sent by Laddro',
			value: 'asSent',
			description: 'For nodes that read any markup: as it came, not cleaned',
		},
		{
			name: 'HTML',
			value: 'html',
			description: 'For Send Email, Gmail (as type HTML), and web pages',
		},
		{
			name: 'Markdown',
			value: 'markdown',
			description: 'For files, and for nodes such as Notion, Discord and AI Agent',
		},
		{
			name: 'Plain Text',
			value: 'text',
			description: 'For Google Sheets, forms, approval emails and Gmail drafts',
		},
		{
			name: 'Slack Message',
			value: 'slack',
			description: "For the Slack node: Slack's own markup",
		},
	],
	default: 'html',
	description: 'How text is written, which depends on the node that takes it',
	hint: 'HTML for email, Slack Message for Slack, Plain Text for sheets',
});

/** Whether the item of a document has its text, and not its sections as well. */
export const simplify = booleanField({
	displayName: 'Simplify',
	name: 'simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

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

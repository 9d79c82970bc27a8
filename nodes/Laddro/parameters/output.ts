import type { INodeProperties } from 'n8n-workflow';
import { success } from '../common/result';
import type { OutputForm } from '../output/items';
import type { Field } from './field';
import { binaryField, choiceFieldWithDefault } from './kinds';

const output = choiceFieldWithDefault({
	displayName: 'Output',
	name: 'output',
	options: [
		{
			name: 'Single Document',
			value: 'document',
			description: 'For each input item one output item with the whole document',
		},
		{
			name: 'One Item per Section',
			value: 'sections',
			description: 'For each input item as many output items as the document has sections',
		},
		{
			name: 'PDF File',
			value: 'pdf',
			description: 'For each input item one output item with the file that Laddro makes of it',
		},
	],
	default: 'document',
	description: 'How many output items each input item gives',
});

const documentFormat = choiceFieldWithDefault({
	displayName: 'Document Format',
	name: 'documentFormat',
	options: [
		{
			name: 'HTML',
			value: 'html',
			description: 'For e-mail: no styles, no scripts, no images',
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
	description: 'How the document is written',
	displayOptions: { show: { output: ['document'] } },
});

/** The form of the output. */
export const outputForm: Field<OutputForm> = {
	properties: [output, documentFormat].flatMap(
		({ properties }): readonly INodeProperties[] => properties,
	),
	read(parameters) {
		const form = output.read(parameters);
		if (!form.ok) return form;
		if (form.value !== 'document') return success({ output: form.value });
		const format = documentFormat.read(parameters);
		return format.ok ? success({ output: 'document', format: format.value }) : format;
	},
};

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

import { isBinaryData, isObject } from '../common/json';
import { success } from '../common/result';
import { grouped, mapped, onlyWhere, type Field } from './field';
import type { InputFile } from './inputFile';
import { unusable } from './itemParameters';
import { choiceFieldWithDefault, fieldOf, pickerField, textOf } from './kinds';

/** The resume to work from: one of the account's, or a file of the input item. */
export type ResumeChoice =
	| {
			readonly source: 'laddro';
			/** `undefined` for the account's default one. */
			readonly resumeId: string | undefined;
	  }
	| { readonly source: 'file'; readonly file: InputFile };

export const resumeSource = choiceFieldWithDefault<ResumeChoice['source']>({
	displayName: 'Resume Source',
	name: 'resumeSource',
	options: [
		{
			name: 'From Laddro',
			value: 'laddro',
			description: 'A resume stored in the Laddro account',
		},
		{
			name: 'From File',
			value: 'file',
			description: 'A PDF or DOCX file of the input item, up to 10 MB',
		},
	],
	default: 'laddro',
	description: 'Where to take the resume from',
});

const storedResume = pickerField({
	displayName: 'Resume',
	name: 'resumeId',
	description: "The resume to work from. Leave empty to use the account's default resume.",
	searchListMethod: 'searchResumes',
	listPlaceholder: 'Default Resume',
	idPlaceholder: 'e.g. 8f14e45f-ceea-467f-a0a2-6f1d5e2b8c11',
});

const resumeFile: Field<InputFile> = mapped(
	fieldOf(
		{
			displayName: 'Input Binary Field',
			name: 'resumeFile',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'The resume as a PDF or DOCX file, up to 10 MB',
		},
		undefined,
		success,
	),
	(value, parameters) => {
		// An expression may give the file itself, as it has to where an agent calls the node.
		if (isBinaryData(value)) return parameters.inputFile(value);
		if (isObject(value) && typeof value.mimeType === 'string') {
			return unusable(
				"'Input Binary Field' has a file without its content",
				"Enter the field's name, e.g. data: the expression leaves out the content of files that n8n keeps in memory.",
			);
		}
		const field = textOf(value ?? 'data', 'Input Binary Field');
		return field.ok ? parameters.inputFile(field.value.trim()) : field;
	},
);

const resumeFields = {
	source: resumeSource,
	...onlyWhere({ resumeId: storedResume }, resumeSource, ['laddro']),
	...onlyWhere({ file: resumeFile }, resumeSource, ['file']),
};

/** Where the resume comes from, and which one it is: the two fields exclude each other. */
export const resume: Field<ResumeChoice> = mapped(grouped(resumeFields), ({ resumeId, file }) =>
	success(file ? { source: 'file', file } : { source: 'laddro', resumeId }),
);

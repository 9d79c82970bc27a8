import type { IBinaryData } from 'n8n-workflow';
import { isObject } from '../common/json';
import { success, type Result } from '../common/result';
import type { Field } from './field';
import type { InputFile } from './inputFile';
import type { ItemParameters } from './itemParameters';
import { choiceFieldWithDefault, pickerField, textOf } from './kinds';

/** The resume to work from: one of the account's, or a file of the input item. */
export type ResumeChoice =
	| {
			readonly source: 'laddro';
			/** `undefined` for the account's default one. */
			readonly resumeId: string | undefined;
	  }
	| { readonly source: 'file'; readonly file: InputFile };

const resumeSource = choiceFieldWithDefault({
	displayName: 'Resume Source',
	name: 'resumeSource',
	options: [
		{
			name: 'From Laddro',
			value: 'laddro',
			description: 'A resume that is stored in the account',
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
	description: "The resume to work from. Leave it empty to use the account's default resume.",
	displayOptions: { show: { resumeSource: ['laddro'] } },
	searchListMethod: 'searchResumes',
	listPlaceholder: 'Default Resume',
	idPlaceholder: 'e.g. 8f14e45f-ceea-467f-a0a2-6f1d5e2b8c11',
});

const resumeFile: Field<InputFile> = {
	properties: [
		{
			displayName: 'Input Binary Field',
			name: 'resumeFile',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'The resume as a PDF or DOCX file, up to 10 MB',
			displayOptions: { show: { resumeSource: ['file'] } },
		},
	],
	read(parameters) {
		const value = parameters.value('resumeFile');
		if (!value.ok) return value;
		// An expression may give the file itself, as it has to where an agent calls the node.
		if (isBinaryData(value.value)) return parameters.inputFile(value.value);
		const field = textOf(value.value, 'Input Binary Field');
		return field.ok ? parameters.inputFile(field.value?.trim() ?? 'data') : field;
	},
};

/** Where the resume comes from, and which one it is: the two fields exclude each other. */
export const resume: Field<ResumeChoice> = {
	properties: [resumeSource, storedResume, resumeFile].flatMap(({ properties }) => [...properties]),
	read(parameters) {
		const source = resumeSource.read(parameters);
		if (!source.ok) return source;
		return source.value === 'file' ? readFile(parameters) : readId(parameters);
	},
};

function readId(parameters: ItemParameters): Result<ResumeChoice> {
	const resumeId = storedResume.read(parameters);
	return resumeId.ok ? success({ source: 'laddro', resumeId: resumeId.value }) : resumeId;
}

function readFile(parameters: ItemParameters): Result<ResumeChoice> {
	const file = resumeFile.read(parameters);
	return file.ok ? success({ source: 'file', file: file.value }) : file;
}

function isBinaryData(value: unknown): value is IBinaryData {
	return isObject(value) && typeof value.mimeType === 'string' && typeof value.data === 'string';
}

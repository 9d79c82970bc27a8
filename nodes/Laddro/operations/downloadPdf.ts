import { savedDocuments, type DocumentType } from '../calls/savedDocuments';
import { withoutUndefined } from '../common/json';
import { success } from '../common/result';
import { fileFields, LETTER_NAME, namedFile, RESUME_NAME } from '../output/files';
import { readFields, type Field } from '../parameters/field';
import { looks } from '../parameters/looks';
import { additionalFields, includeInputFields } from '../parameters/options';
import { outputField } from '../parameters/output';
import { limitFields } from '../parameters/requestOptions';
import { limitsOf, type Operation } from './operation';
import { documentId, documentType, readDocument } from './savedDocument';

const operation = 'downloadPdf';

const names: Readonly<Record<DocumentType, string>> = {
	resume: RESUME_NAME,
	coverLetter: LETTER_NAME,
};

const fields = { outputField, includeInputFields, additionalFields, ...limitFields };

export const downloadPdf = {
	resource: 'document',
	value: operation,
	label: 'Download PDF',
	action: 'Download document as PDF',
	description: 'Download a stored resume or cover letter as a PDF file (1 credit)',
	fields: [
		documentType,
		documentId,
		...Object.values(fields),
		...Object.values(looks),
	] as ReadonlyArray<Field<unknown>>,
	read(parameters) {
		const document = readDocument(parameters);
		if (!document.ok) return document;
		const values = readFields(fields, parameters);
		if (!values.ok) return values;
		const look = readFields(looks, parameters);
		if (!look.ok) return look;
		const { type, id } = document.value;
		const { outputField: field, additionalFields: additional } = values.value;
		const body = { ...additional, ...withoutUndefined<unknown>(look.value) };
		return success({
			limits: limitsOf(values.value),
			includeInputFields: values.value.includeInputFields,
			async run({ fetchFiles }) {
				const call = await fetchFiles(savedDocuments[type].pdf(id, body), (file) => [
					namedFile(file, names[type]),
				]);
				const [file] = call.files ?? [];
				if (!file)
					return { calls: [call], items: [], failed: { operation, documentId: id, isSaved: true } };
				const json = {
					...fileFields(file),
					operation,
					resumeId: type === 'resume' ? id : null,
					documentId: id,
					complete: true,
				};
				return { calls: [call], items: [{ json, binary: { [field]: file.binary } }] };
			},
		});
	},
} as const satisfies Operation;

import { savedDocuments } from '../../api/savedDocuments';
import type { DocumentType } from '../../common/documentIds';
import { success } from '../../common/result';
import { LETTER_NAME, namedFile, RESUME_NAME } from '../../output/files';
import { fileItem } from '../../output/items';
import { looks } from '../../parameters/looks';
import { additionalFields, includeInputFields } from '../../parameters/options';
import { outputField } from '../../parameters/output';
import { limits } from '../../parameters/requestOptions';
import { operation } from '../operation';
import { documentId, documentType } from './documentFields';

const names: Readonly<Record<DocumentType, string>> = {
	resume: RESUME_NAME,
	coverLetter: LETTER_NAME,
};

export const downloadPdf = operation(
	{
		resource: 'document',
		value: 'downloadPdf',
		label: 'Download PDF',
		action: 'Download document as PDF',
		description: 'Download a stored resume or cover letter as a PDF file',
		credits: 1,
	},
	{ documentType, documentId, outputField, includeInputFields, additionalFields, limits, looks },
	({ documentType: type, documentId: id, outputField: field, ...values }) => {
		const request = savedDocuments[type].pdf(id, { ...values.additionalFields, ...values.looks });
		return success({
			limits: values.limits,
			includeInputFields: values.includeInputFields,
			async run(calls) {
				const call = await calls.files(request, ['pdf'], (file) => [namedFile(file, names[type])]);
				const about = { operation: 'downloadPdf', documentId: id };
				const { value: [file] = [], failure } = call;
				if (failure) return { failed: { failure, call, ...about, isSaved: true } };
				const resumeId = type === 'resume' ? id : null;
				return { items: file ? [fileItem({ ...about, resumeId }, file, field)] : [] };
			},
		});
	},
);

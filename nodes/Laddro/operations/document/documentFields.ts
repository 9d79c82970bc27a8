import { isDocumentId, type DocumentType } from '../../common/documentIds';
import { success } from '../../common/result';
import { mapped, type Field } from '../../parameters/field';
import { unusable } from '../../parameters/itemParameters';
import { choiceFieldWithDefault, pickerField } from '../../parameters/kinds';

/** Which of the account's lists is meant. */
export const documentType: Field<DocumentType> = choiceFieldWithDefault<DocumentType>({
	displayName: 'Document Type',
	name: 'documentType',
	options: [
		{ name: 'Cover Letter', value: 'coverLetter' },
		{ name: 'Resume', value: 'resume' },
	],
	default: 'resume',
	description: 'Type of the document',
});

const documentPicker = pickerField({
	displayName: 'Document',
	name: 'documentId',
	required: true,
	description: 'A resume or cover letter stored by Laddro',
	searchListMethod: 'searchDocuments',
	listPlaceholder: 'Select a document…',
	idPlaceholder: 'e.g. 8f14e45f-ceea-467f-a0a2-6f1d5e2b8c11',
});

/** The stored document that is meant. */
export const documentId: Field<string> = mapped(documentPicker, (id = '') => {
	if (id === '') return unusable("'Document' is empty", 'Choose a document, or enter its ID.');
	if (isDocumentId(id)) return success(id);
	return unusable(
		"'Document' is not the ID of a document",
		'Enter the ID alone, without an address around it.',
	);
});

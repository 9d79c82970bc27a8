import type { DocumentType } from '../calls/savedDocuments';
import { success, type Result } from '../common/result';
import type { Field } from '../parameters/field';
import { unusable, type ItemParameters } from '../parameters/itemParameters';
import { choiceFieldWithDefault, pickerField } from '../parameters/kinds';

/** Which of the account's lists is meant. */
export const documentType: Field<DocumentType> = choiceFieldWithDefault<DocumentType>({
	displayName: 'Document Type',
	name: 'documentType',
	options: [
		{ name: 'Cover Letter', value: 'coverLetter' },
		{ name: 'Resume', value: 'resume' },
	],
	default: 'resume',
	description: 'What kind of document it is',
});

const documentPicker = pickerField({
	displayName: 'Document',
	name: 'documentId',
	required: true,
	description: 'A resume or cover letter that Laddro has stored',
	searchListMethod: 'searchDocuments',
	listPlaceholder: 'Select a document…',
	idPlaceholder: 'e.g. 8f14e45f-ceea-467f-a0a2-6f1d5e2b8c11',
});

/** The stored document that is meant. */
export const documentId: Field<string> = {
	properties: documentPicker.properties,
	read(parameters) {
		const picked = documentPicker.read(parameters);
		if (!picked.ok) return picked;
		const id = picked.value ?? '';
		if (id === '') return unusable("'Document' is empty", 'Choose a document, or enter its ID.');
		// It becomes a part of the request's path.
		if (/^[^/\\?#\s]+$/.test(id) && !/^\.+$/.test(id)) return success(id);
		return unusable(
			"'Document' is not the ID of a document",
			'Enter the ID alone, without an address around it.',
		);
	},
};

/** The document that an input item asks for. */
export interface DocumentChoice {
	readonly type: DocumentType;
	readonly id: string;
}

export function readDocument(parameters: ItemParameters): Result<DocumentChoice> {
	const type = documentType.read(parameters);
	if (!type.ok) return type;
	const id = documentId.read(parameters);
	return id.ok ? success({ type: type.value, id: id.value }) : id;
}

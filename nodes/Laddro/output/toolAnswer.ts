import { sentences } from './failureText';
import type { OutputItem } from './items';

const KEYS = [
	'document',
	'resume',
	'coverLetter',
	'format',
	'documentId',
	'coverLetterId',
	'complete',
	'interruption',
];

const FILE_KEYS = ['fileName', 'coverLetterFileName', 'documentId', 'coverLetterId', 'complete'];

/** A file can't reach a model; without a word about it, it would ask for the document once more. */
const FILE_NOTE =
	'The PDF file is complete and paid for, but a tool can only return text. Do not ask for it again.';
/** Where the answer has named the stored document. */
const STORED_NOTE = 'Laddro has stored the document under its documentId.';

/**
 * The short form of an output item for the model of an agent, which pays for every word: a document without the same
 * text once more by sections, and of a file only what it is. Other items have nothing twice and stay as they are.
 */
export function toolAnswer(item: OutputItem): OutputItem {
	const { json, binary } = item;
	if (binary) {
		const note = sentences(FILE_NOTE, 'documentId' in json && STORED_NOTE);
		return { json: { ...only(FILE_KEYS, json), note } };
	}
	const isGenerated = 'format' in json && 'complete' in json;
	return isGenerated ? { json: only(KEYS, json) } : item;
}

function only(keys: readonly string[], json: OutputItem['json']): OutputItem['json'] {
	return Object.fromEntries(Object.entries(json).filter(([key]) => keys.includes(key)));
}

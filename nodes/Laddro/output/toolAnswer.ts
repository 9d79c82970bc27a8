import type { IDataObject } from 'n8n-workflow';

const KEYS = ['document', 'resume', 'coverLetter', 'format', 'complete', 'interruption'];

/**
 * The short form of an output item for the model of an agent, which pays for every word: a document without the same
 * text once more by sections. The item of a single section has nothing twice and stays as it is.
 */
export function toolAnswer(item: IDataObject): IDataObject {
	if ('content' in item) return item;
	return Object.fromEntries(Object.entries(item).filter(([key]) => KEYS.includes(key)));
}

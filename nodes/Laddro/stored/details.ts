import { WRAPPERS } from '../common/documentIds';
import { isObject } from '../common/json';
import { SECTION_FIELDS } from './readStored';

/** Objects around a document that are looked into. */
const DEEPEST_WRAPPER = 5;

/** Characters of details, as JSON; longer ones are left out. */
const LIMIT = 64 * 1024;

/** Fields that say nothing beyond ids and content. */
const KNOWN =
	/^(type|event|id|resumeId|coverLetterId|section|sections|content|letterContent|personalDetails|employerDetails|title|locale|templateId|isDefault|createdAt|updatedAt|status)$/;

/**
 * What a response says beyond ids and content, such as a score or a verdict. `undefined` where it says nothing else.
 *
 * @param documents the objects that are the documents themselves
 */
export function detailsOf(
	data: unknown,
	documents: ReadonlyArray<Readonly<Record<string, unknown>>>,
): Record<string, unknown> | undefined {
	const found = detailsIn(data, documents, DEEPEST_WRAPPER);
	return Object.keys(found).length > 0 && isShort(found) ? found : undefined;
}

function detailsIn(
	data: unknown,
	documents: Parameters<typeof detailsOf>[1],
	depth: number,
): Record<string, unknown> {
	if (!isObject(data) || depth === 0) return {};
	const details = Object.entries(data).flatMap(([name, value]): Array<[string, unknown]> => {
		if (isObject(value) && documents.includes(value)) return [];
		// A wrapper around the document may hold more than it.
		if (WRAPPERS.includes(name)) return Object.entries(detailsIn(value, documents, depth - 1));
		return KNOWN.test(name) || SECTION_FIELDS.includes(name) ? [] : [[name, value]];
	});
	return Object.fromEntries(details);
}

function isShort(details: object): boolean {
	try {
		return JSON.stringify(details).length <= LIMIT;
	} catch {
		// It is nested too deep.
		return false;
	}
}

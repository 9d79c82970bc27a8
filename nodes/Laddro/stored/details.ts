import { WRAPPERS } from '../common/documentIds';
import { isObject } from '../common/json';

/** Characters of details, as JSON; longer ones are left out. */
const LIMIT = 64 * 1024;

/** Fields that say nothing beyond ids and content. */
const KNOWN =
	/^(type|event|id|resumeId|coverLetterId|section|sections|content|letterContent|personal|summary|personalDetails|employerDetails|title|locale|templateId|isDefault|createdAt|updatedAt|status)$/;

/**
 * What a response says beyond ids and content, such as a score or a verdict. `undefined` where it says nothing else.
 *
 * @param documents the objects that are the documents themselves
 */
export function detailsOf(
	data: unknown,
	documents: ReadonlyArray<Readonly<Record<string, unknown>>>,
): Record<string, unknown> | undefined {
	if (!isObject(data)) return undefined;
	const details = Object.entries(data).flatMap(([name, value]): Array<[string, unknown]> => {
		if (isObject(value) && documents.includes(value)) return [];
		// A wrapper around the document may hold more than it.
		if (WRAPPERS.includes(name)) return Object.entries(detailsOf(value, documents) ?? {});
		return KNOWN.test(name) ? [] : [[name, value]];
	});
	if (details.length === 0) return undefined;
	const found = Object.fromEntries(details);
	return JSON.stringify(found).length <= LIMIT ? found : undefined;
}

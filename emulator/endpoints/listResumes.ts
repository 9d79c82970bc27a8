import type { StoredDocument } from '../account/documents';
import { jsonAnswer, type PlainAnswer } from '../wire/answer';
import { refuse } from '../wire/errors';

/** As the SDKs read the list, or as it is documented. */
export type ResumeListShape = 'sdk' | 'doc';

const DEFAULT_LIMIT = 20;
const LARGEST_LIMIT = 100;

const times = { createdAt: '2025-03-03T08:30:00.000Z', updatedAt: '2025-10-17T15:45:00.000Z' };

/**
 * One page of the account's resumes, in their order.
 * @param query as in the address, with or without its `?`
 * @throws {Refusal} 400 if the limit or the offset is not a whole number
 */
export function listResumes(
	resumes: readonly StoredDocument[],
	query: string,
	shape: ResumeListShape,
): PlainAnswer {
	const parameters = new URLSearchParams(query);
	const limit = wholeNumber('limit', parameters.get('limit') ?? DEFAULT_LIMIT, LARGEST_LIMIT);
	const offset = wholeNumber('offset', parameters.get('offset') ?? 0, Number.MAX_SAFE_INTEGER);
	const page = resumes.slice(offset, offset + limit);
	if (shape === 'doc') {
		return jsonAnswer(200, { data: page.map(({ id, title }) => ({ id, title, ...times })) });
	}
	const items = page.map(({ id, number, title, isDefault = false }) => ({
		id: number,
		resumeId: id,
		title,
		isDefault,
		...times,
	}));
	return jsonAnswer(200, { items, total: resumes.length, limit, offset });
}

function wholeNumber(name: string, text: string | number, largest: number): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= 0 && value <= largest) return value;
	throw refuse(400, `${name} must be a whole number from 0 to ${largest}`);
}

import { createHash } from 'node:crypto';
import { personOf } from '../content/people';
import { draft, type Draft } from '../content/write';
import type { ResumeSummary } from './resumes';

/** A resume or a cover letter in the account. */
export interface StoredDocument extends ResumeSummary {
	/** The internal number, which no call takes. */
	readonly number: number;
	readonly draft: Draft;
}

/** A UUID that depends on the text alone. */
function uuidOf(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
	];
	return [...parts, hex.slice(20, 32)].join('-');
}

const numberOf = (id: string): number => Number.parseInt(uuidOf(id).slice(0, 7), 16);

/**
 * A document with an id, and a title of the person and what it is about.
 * @param key that no other document has
 */
export function document(key: string, draft: Draft, about = draft.position): StoredDocument {
	const id = uuidOf(key);
	return { id, number: numberOf(id), title: `${draft.person.name} – ${about}`, draft };
}

/** A resume that the account has from the start. */
export function resume(summary: ResumeSummary): StoredDocument {
	const { id } = summary;
	return {
		...summary,
		number: numberOf(id),
		// On demand, because a list of a thousand resumes needs none of their texts.
		get draft() {
			return draft('tailor', personOf(id), {});
		},
	};
}

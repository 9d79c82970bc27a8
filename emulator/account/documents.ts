import { createHash } from 'node:crypto';
import { people, personOf, postings } from '../content/people';
import { draft, type Draft } from '../content/write';
import type { GenerationBody } from '../wire/api';
import type { ResumeSummary } from './resumes';

/** A resume or a cover letter in the account. */
export interface StoredDocument extends ResumeSummary {
	/** The internal number, which no call takes. */
	readonly number: number;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly draft: Draft;
}

/** When everything was stored that the account has from the start. */
const start = { createdAt: '2025-03-03T08:30:00.000Z', updatedAt: '2025-10-17T15:45:00.000Z' };

/** A UUID that depends on the text alone. */
export function uuidOf(text: string): string {
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

const titleOf = ({ person, position }: Draft): string => `${person.name} – ${position}`;

/** The n-th document that is stored while the emulator runs, each a minute after the one before. */
export function newDocument(n: number, draft: Draft, title = titleOf(draft)): StoredDocument {
	const id = uuidOf(`new ${n}`);
	const createdAt = new Date(Date.parse(start.updatedAt) + n * 60_000).toISOString();
	return { id, number: numberOf(id), title, createdAt, updatedAt: createdAt, draft };
}

/** A resume that the account has from the start. */
export function resume(summary: ResumeSummary): StoredDocument {
	const { id } = summary;
	return {
		...summary,
		...start,
		number: numberOf(id),
		// On demand, because a list of a thousand resumes needs none of their texts.
		get draft() {
			return draft('tailor', personOf(id), {});
		},
	};
}

/** A letter that the account has from the start; without a posting it is to nobody in particular. */
export function letter(id: string, resumeId: string, posting: GenerationBody = {}): StoredDocument {
	const text = draft('coverLetter', personOf(resumeId), posting);
	return { id, number: numberOf(id), title: titleOf(text), ...start, draft: text };
}

/** The letters that the account has from the start: one for each posting, and one by everybody. */
export const defaultLetters: readonly StoredDocument[] = [
	...postings.map((posting) =>
		letter(uuidOf(`letter to ${posting.company}`), posting.resumeId, posting),
	),
	...people.map(({ id }) => letter(uuidOf(`letter by ${id}`), id)),
];

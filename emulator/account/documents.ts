import { createHash, randomUUID } from 'node:crypto';
import { multilingualPeople, people, personOf, postings, type Person } from '../content/people';
import { draft, type Draft } from '../content/write';
import { faultNames, faultResumeId, faults } from '../faults';
import type { Copy } from '../faults/fault';
import type { GenerationBody } from '../wire/api';

/** One row of the account's list of resumes. */
export interface ResumeSummary {
	readonly id: string;
	readonly title: string;
	readonly isDefault?: boolean;
}

/** A resume or a cover letter in the account. */
export interface StoredDocument extends ResumeSummary {
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly draft: Draft;
	/** How it is found when it is read. */
	readonly copy?: Copy;
}

/** When everything was stored that the account has from the start. */
const start = { createdAt: '2025-03-03T08:30:00.000Z', updatedAt: '2025-10-17T15:45:00.000Z' };

const titleOf = ({ person, position }: Draft): string => `${person.name} – ${position}`;

/** A document that is stored now. */
export function newDocument(draft: Draft, title = titleOf(draft)): StoredDocument {
	const createdAt = new Date().toISOString();
	return { id: randomUUID(), title, createdAt, updatedAt: createdAt, draft };
}

/** What is found in place of a document whose copy is stale: an old one of the same person. */
export function staleCopy(document: StoredDocument): StoredDocument {
	const { operation, person } = document.draft;
	return { ...document, ...start, draft: draft(operation, person, {}) };
}

/** A resume that the account has from the start. */
export const resume = (summary: ResumeSummary): StoredDocument => ({
	...summary,
	...start,
	// On demand, because a list of a thousand resumes needs none of their texts.
	get draft() {
		return draft('tailor', personOf(summary.id), {});
	},
});

/** Everybody's current resume, the first of them as the default, then older versions of all. */
function resumesOf(persons: readonly Person[]): ResumeSummary[] {
	// Several versions, so that the list has several pages.
	const versions = ['', 2025, 2024, 2023, 2022, 2021, 2020, 2019];
	return versions.flatMap((year) =>
		persons.map(({ id, name, own }, index) => ({
			id: year ? `${id}_${year}` : id,
			title: `${name} – ${own.role}${year && `, ${year}`}`,
			isDefault: year === '' && index === 0,
		})),
	);
}

/** What the account lists by default. */
export const defaultResumes: readonly ResumeSummary[] = resumesOf(people);

/** The resumes of people who write Finnish, German, or with an emoji. */
export const multilingualResumes: readonly ResumeSummary[] = resumesOf(multilingualPeople);

/** A resume for each fault. */
export const faultResumes: readonly ResumeSummary[] = faultNames.map((name) => ({
	id: faultResumeId(name),
	title: `Fault ${name}: ${faults[name].description}`,
}));

/** A letter that the account has from the start; without a posting it is to nobody in particular. */
export function letter(id: string, resumeId: string, posting: GenerationBody = {}): StoredDocument {
	const text = draft('coverLetter', personOf(resumeId), posting);
	return { id, title: titleOf(text), ...start, draft: text };
}

/** A UUID that depends on the text alone, so that a workflow finds its letter after a restart. */
function uuidOf(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-a$4-$5');
}

/** The letters that the account has from the start: one for each posting, and one by everybody. */
export const defaultLetters: readonly StoredDocument[] = [
	...postings.map((posting) =>
		letter(uuidOf(`letter to ${posting.company}`), posting.resumeId, posting),
	),
	...people.map(({ id }) => letter(uuidOf(`letter by ${id}`), id)),
];

/** The internal number that lists name beside a document's id, and that no call takes. */
export const numberOf = ({ id }: StoredDocument): number =>
	Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 7), 16);

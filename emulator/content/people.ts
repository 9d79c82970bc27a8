import multilingualPeopleJson from './multilingualPeople.json';
import peopleJson from './people.json';
import postingsJson from './postings.json';

/** What a resume says, in one language. */
export interface PersonText {
	/** ISO 639-1 code. */
	readonly language: string;
	/** The profession, as in "Registered Nurse". */
	readonly role: string;
	/** One sentence without a name. */
	readonly profile: string;
	/** Newest first. In English, each achievement begins with a verb, as in "Trained 14 nurses". */
	readonly jobs: ReadonlyArray<{
		readonly title: string;
		readonly employer: string;
		readonly years: string;
		readonly achievements: readonly string[];
	}>;
	/** As they stand in the middle of a sentence. */
	readonly skills: readonly string[];
	readonly education: readonly string[];
	readonly languages: readonly string[];
	readonly certificates: readonly string[];
}

/** Somebody with a resume. */
export interface Person {
	/** The id of the resume. */
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly phone: string;
	readonly location: string;
	/** The resume in the language in which it is stored. */
	readonly own: PersonText;
	readonly translations: readonly PersonText[];
}

/** Everybody in the account; the first one's resume is the default. */
export const people: readonly Person[] = peopleJson;

/** People with resumes in Finnish, German, and with an emoji, for tests: known, but not listed. */
export const multilingualPeople: readonly Person[] = multilingualPeopleJson;

/** Postings that fit the people, for pictures and examples; `resumeId` names the one whom it fits. */
export const postings: ReadonlyArray<
	Readonly<Record<'resumeId' | 'company' | 'positionName' | 'jobDescription', string>>
> = postingsJson;

/**
 * The person with this resume. For an id that belongs to nobody, such as a fault's, it is the last
 * one of the tests' people, so that faults meet characters of several bytes.
 */
export function personOf(resumeId: string): Person {
	const everybody = [...people, ...multilingualPeople];
	const person = everybody.find(({ id }) => resumeId.startsWith(id)) ?? everybody.at(-1);
	if (person === undefined) throw new Error('There are no people');
	return person;
}

import multilingualPeopleJson from './multilingualPeople.json';
import peopleJson from './people.json';
import postingsJson from './postings.json';

/**
 * Somebody with a resume, in the language in which it is stored (`own`) and in others. Jobs are
 * listed with the newest first. Skills are written as in the middle of a sentence, and in English
 * each achievement begins with a verb, as in "Trained 14 nurses".
 */
export type Person = (typeof peopleJson)[number];

/** What a resume says, in one language. */
export type PersonText = Person['own'];

/** Everybody in the account; the first one's resume is the default. */
export const people: readonly Person[] = peopleJson;

/** People with resumes in Finnish, German, and with an emoji, for tests: known, but not listed. */
export const multilingualPeople: readonly Person[] = multilingualPeopleJson;

/** Postings that fit the people, for pictures and examples; `resumeId` names the one whom it fits. */
export const postings = postingsJson;

/** The first person of whom this holds, else the one at this index. */
export function personWhere(holds: (person: Person) => boolean, otherwise = 0): Person {
	const everybody = [...people, ...multilingualPeople];
	const person = everybody.find(holds) ?? everybody.at(otherwise);
	if (person === undefined) throw new Error('There are no people');
	return person;
}

/**
 * The person with this resume. For an id that belongs to nobody, such as a fault's, it is the last
 * one of the tests' people, so that faults meet characters of several bytes.
 */
export const personOf = (resumeId: string): Person =>
	personWhere(({ id }) => resumeId.startsWith(id), -1);

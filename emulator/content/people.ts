import peopleJson from './people.json';

/** What a resume says, in one language. */
export interface PersonText {
	/** ISO 639-1 code. */
	readonly language: string;
	/** The profession, as in "Registered Nurse". */
	readonly role: string;
	/** One sentence without a name. */
	readonly profile: string;
	/** Newest first. */
	readonly jobs: ReadonlyArray<{
		readonly title: string;
		readonly employer: string;
		readonly years: string;
		readonly achievements: readonly string[];
	}>;
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
	/** The resume in the language in which it is stored. */
	readonly own: PersonText;
	readonly translations: readonly PersonText[];
}

/** Everybody who has a resume; the first one's resume is the account's default. */
export const people: readonly Person[] = peopleJson;

/** The person with this resume, or the last one for an id that belongs to nobody. */
export function personOf(resumeId: string): Person {
	const person = people.find(({ id }) => resumeId.startsWith(id)) ?? people.at(-1);
	if (person === undefined) throw new Error('people.json is empty');
	return person;
}

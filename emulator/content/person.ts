/** The languages that the emulator can write in. */
export type TextLanguage = 'en' | 'de' | 'fi';

/** What a resume says, in one language. */
export interface PersonText {
	/** What the person is, as in "Registered Nurse". */
	readonly role: string;
	/** One sentence about the person, without a name. */
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
	readonly email: string;
	/** The language in which the resume is written. */
	readonly language: TextLanguage;
	readonly texts: Readonly<Partial<Record<TextLanguage, PersonText>>>;
	/** The text in the resume's own language. */
	readonly own: PersonText;
}

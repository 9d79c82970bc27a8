import phrasesJson from './phrases.json';

type Phrases = typeof phrasesJson.en;

const byLanguage: Readonly<Record<string, Phrases | undefined>> = phrasesJson;

/** What the sentences are about: the values for their placeholders. */
export type Subject = Readonly<
	Record<
		| 'name'
		| 'role'
		| 'profile'
		| 'employer'
		/** The two most relevant achievements in the current job, capitalized and not. */
		| 'achievement'
		| 'achieved'
		| 'alsoAchievement'
		| 'alsoAchieved'
		| 'position'
		/** The most relevant skills, as an enumeration. */
		| 'skills',
		string
	>
>;

/** The sentences of tailored resumes and cover letters, with placeholders in braces. */
export const phrasesIn = (language: string): Phrases => byLanguage[language] ?? phrasesJson.en;

/** A sentence with its placeholders filled in. */
export function fill(sentence: string, subject: Subject): string {
	const values = new Map<string, string>(Object.entries(subject));
	return sentence.replace(/\{(\w+)\}/g, (all, name: string) => values.get(name) ?? all);
}

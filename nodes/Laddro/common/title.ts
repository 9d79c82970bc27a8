import { columns, inEnglish, rows, sameAs } from './titles';

/** What separates two words, or the place where the second begins in `workExperience`. */
const WORD_BREAK = /[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u;

/** Characters of the longest name that is put into words. */
const LONGEST_NAME = 200;

/** A name that somebody has written as a title: `Open-source work`. */
const FOR_PEOPLE = /^\p{Lu}\S* /u;

const englishTitles = new Map(Object.entries(inEnglish));

/** By the code of a language: English title → title. Filled when a language is first asked for. */
const titlesIn = new Map<string, ReadonlyMap<string, string>>();

/** By a title in small letters. Filled when it is first needed. */
let meanings: ReadonlyMap<string, string> | undefined;

/**
 * A section's name for people: `work_experience` → `Work Experience`. Always one line; any script is kept.
 *
 * @param language the code of the language of the document, also with a region (`pt-BR`). The title is in it where the
 * package knows the words, else in English.
 */
export function titleOf(section: string, language?: string): string {
	const asWritten = section.replace(/\s+/gu, ' ').trim();
	if (section.length > LONGEST_NAME) return asWritten;
	let words = '';
	for (const word of section.split(WORD_BREAK)) {
		if (word === '') continue;
		if (words !== '') words += ' ';
		words += word.charAt(0).toUpperCase() + word.slice(1);
	}
	if (words === '') return asWritten;
	const title = englishTitles.get(words) ?? words;
	const known = titlesOf(knownLanguage(language)).get(title);
	return known ?? (title === words && FOR_PEOPLE.test(asWritten) ? asWritten : title);
}

/** What stands in place of the end of something that goes on. @param language as `knownLanguage` gives it */
export function presentIn(language: string): string {
	return titlesOf(language).get('Present') ?? 'present';
}

/** The code of a language whose words the package knows: that of a locale such as `pt-BR`, else English. */
export function knownLanguage(locale = ''): string {
	const [code = ''] = locale.toLowerCase().split(/[-_]/);
	return Object.hasOwn(rows, code) ? code : 'en';
}

function titlesOf(code: string): ReadonlyMap<string, string> {
	const known = titlesIn.get(code);
	if (known) return known;
	const titles = new Map<string, string>();
	const row = rows[code];
	if (row === undefined) return titles;
	for (const [column, title] of row.split(' | ').entries())
		titles.set(columns[column] ?? '', title);
	for (const [title, other] of Object.entries(sameAs))
		titles.set(title, titles.get(other) ?? title);
	titlesIn.set(code, titles);
	return titles;
}

/** What a section is about, in small letters: the same for all names of it that the package knows, in any language. */
export function meaningOf(section: string): string {
	const title = titleOf(section).toLowerCase();
	return (meanings ??= meaningsOfTitles()).get(title) ?? title;
}

function meaningsOfTitles(): ReadonlyMap<string, string> {
	const known = new Map<string, string>();
	for (const title of columns) {
		for (const other of titlesOfAllLanguages(title))
			known.set(other.toLowerCase(), title.toLowerCase());
	}
	for (const [name, title] of Object.entries({ ...inEnglish, ...sameAs }))
		known.set(name.toLowerCase(), title.toLowerCase());
	return known;
}

/** What all other languages call a title, by its English name. */
export function titlesOfAllLanguages(title: string): string[] {
	return Object.keys(rows).map((code) => titlesOf(code).get(title) ?? title);
}

import { columns, inEnglish, rows, sameAs } from './titles';

/** What stands between two words, or the place where the second begins in `workExperience`. */
const WORD_BREAK = /[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u;

const englishTitles = new Map(Object.entries(inEnglish));

/** By the code of a language: English title → title. */
const titlesIn = new Map(
	Object.entries(rows).map(([language, row]) => {
		const titles = row.split(' | ');
		const titleFor = new Map(columns.map((column, index) => [column, titles[index] ?? column]));
		for (const [title, other] of Object.entries(sameAs)) {
			titleFor.set(title, titleFor.get(other) ?? title);
		}
		return [language, titleFor];
	}),
);

/**
 * A section's name for people: `work_experience` → `Work Experience`. Always one line; any script is kept.
 *
 * @param language the code of the language of the document, also with a region (`pt-BR`). The title is in it where the
 * package knows the words, else in English.
 */
export function titleOf(section: string, language?: string): string {
	let words = '';
	for (const word of section.split(WORD_BREAK)) {
		if (word === '') continue;
		if (words !== '') words += ' ';
		words += word.charAt(0).toUpperCase() + word.slice(1);
	}
	if (words === '') return section.replace(/\s+/gu, ' ').trim();
	const title = englishTitles.get(words) ?? words;
	if (!language) return title;
	const [code = ''] = language.toLowerCase().split(/[-_]/);
	return titlesIn.get(code)?.get(title) ?? title;
}

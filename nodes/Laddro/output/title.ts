/** What stands between two words, or the place where the second begins in `workExperience`. */
const WORD_BREAK = /[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u;

/** A section's name for people: `work_experience` → `Work Experience`. Always one line; any script is kept. */
export function titleOf(section: string): string {
	let title = '';
	for (const word of section.split(WORD_BREAK)) {
		if (word === '') continue;
		if (title !== '') title += ' ';
		title += word.charAt(0).toUpperCase() + word.slice(1);
	}
	return title === '' ? section.replace(/\s+/gu, ' ').trim() : title;
}

/** What stands between two words, or the place where the second begins in `workExperience`. */
const WORD_BREAK = /[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u;

/** How nearly every section is named. */
const SNAKE_CASE = /^[a-z\d]+(?:_[a-z\d]+)*$/;
const WORD_START = /(?:^|_)[a-z\d]/g;

/** A section's name for people: `work_experience` → `Work Experience`. Always one line; any script is kept. */
export function titleOf(section: string, _language?: string): string {
	// The same as below, with less memory: a stream may have many sections, and all of them wait for their titles.
	if (SNAKE_CASE.test(section)) {
		return section.replace(WORD_START, (start) => start.replace('_', ' ').toUpperCase());
	}
	let title = '';
	for (const word of section.split(WORD_BREAK)) {
		if (word === '') continue;
		if (title !== '') title += ' ';
		title += word.charAt(0).toUpperCase() + word.slice(1);
	}
	return title === '' ? section.replace(/\s+/gu, ' ').trim() : title;
}

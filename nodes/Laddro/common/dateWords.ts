import { titlesOfAllLanguages } from './title';
import { rows } from './titles';

let known: ReadonlySet<string> | undefined;

/** Whether a word in small letters is a month, or stands for today, in one of the API's languages. */
export function isDateWord(word: string): boolean {
	return (known ??= dateWords()).has(word);
}

function dateWords(): Set<string> {
	const texts = ['present', ...titlesOfAllLanguages('Present')];
	for (const language of ['en', ...Object.keys(rows)]) {
		// With a year, a month is in another case in some languages.
		for (const year of [undefined, 'numeric'] as const) {
			for (const month of ['long', 'short'] as const) {
				const format = new Intl.DateTimeFormat(language, { month, year, timeZone: 'UTC' });
				for (let number = 0; number < 12; number++)
					texts.push(format.format(Date.UTC(2020, number)));
			}
		}
	}
	return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));
}

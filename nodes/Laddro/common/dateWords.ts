import { titlesOfAllLanguages } from './title';
import { rows } from './titles';

/** What a month stands beside; in some languages it is in another case then. */
const CASES = [{}, { year: 'numeric' }, { day: 'numeric', year: 'numeric' }] as const;

let known: ReadonlySet<string> | undefined;

/** Whether a word in small letters is a month, or stands for today, in one of the API's languages. */
export function isDateWord(word: string): boolean {
	return (known ??= dateWords()).has(word);
}

function dateWords(): Set<string> {
	const texts = ['present', ...titlesOfAllLanguages('Present')];
	for (const language of ['en', ...Object.keys(rows)]) {
		for (const others of CASES) {
			for (const month of ['long', 'short'] as const) {
				const format = new Intl.DateTimeFormat(language, { ...others, month, timeZone: 'UTC' });
				for (let number = 0; number < 12; number++)
					texts.push(format.format(Date.UTC(2020, number)));
			}
		}
	}
	return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));
}

import { titlesOfAllLanguages } from './title';
import { rows } from './titles';

/** What a month stands beside; in some languages it is in another case then, or has a word after it. */
const CASES = [{}, { year: 'numeric' }, { day: 'numeric', year: 'numeric' }] as const;

interface DateWords {
	readonly months: ReadonlySet<string>;
	/** What stands between the parts of a date, such as `de` in Spanish. */
	readonly between: ReadonlySet<string>;
	readonly present: ReadonlySet<string>;
}

let known: DateWords | undefined;

/** Whether a word in small letters is part of a date, or stands for today, in one of the API's languages. */
export function isDateWord(word: string): boolean {
	const { months, between, present } = (known ??= dateWords());
	return months.has(word) || between.has(word) || present.has(word);
}

/** Whether a word in small letters is a month. */
export function isMonth(word: string): boolean {
	return (known ??= dateWords()).months.has(word);
}

/** Whether a word in small letters stands for today. */
export function isPresent(word: string): boolean {
	return (known ??= dateWords()).present.has(word);
}

function dateWords(): DateWords {
	const months: string[] = [];
	const between: string[] = [];
	for (const language of ['en', ...Object.keys(rows)]) {
		for (const others of CASES) {
			for (const month of ['long', 'short'] as const) {
				const format = new Intl.DateTimeFormat(language, { ...others, month, timeZone: 'UTC' });
				for (let number = 0; number < 12; number++) {
					for (const { type, value } of format.formatToParts(Date.UTC(2020, number)))
						(type === 'month' ? months : between).push(value);
				}
			}
		}
	}
	const present = ['present', ...titlesOfAllLanguages('Present')];
	return { months: wordsOf(months), between: wordsOf(between), present: wordsOf(present) };
}

function wordsOf(texts: readonly string[]): Set<string> {
	return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []));
}

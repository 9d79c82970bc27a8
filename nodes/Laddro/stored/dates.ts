import { presentIn } from '../common/title';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** What follows the month in a date with a day, which nobody writes behind a position. */
const DAY = /(?<=^\d{4}-\d\d)-\d\d(?:T.*)?$/;

/** How APIs and people write that something goes on. */
const TO_DATE = /^(?:present|current|now|today|ongoing)$/i;

/** By the code of a language. */
const months = new Map<string, Intl.DateTimeFormat>();

/** When something was: `March 2020 – present`; empty where neither its start nor its end is known. */
export function periodOf(start: string, end: string, language: string): string {
	const dates = [start, end].map((date) => inWords(date.replace(DAY, ''), language));
	return [...new Set(dates)].filter((date) => date !== '').join(' – ');
}

/** A month, or what goes on, as a person writes it in a language that is known. Other text stays as it is. */
export function inWords(text: string, language: string): string {
	if (TO_DATE.test(text)) return presentIn(language);
	if (!MONTH.test(text)) return text;
	const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
	const format = months.get(language) ?? new Intl.DateTimeFormat(language, style);
	months.set(language, format);
	return format.format(new Date(`${text}-01T00:00:00Z`));
}

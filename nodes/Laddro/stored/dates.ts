import { present } from '../common/present';
import { asText } from './text';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** What follows the month in a date with a day, which nobody writes behind a position. */
const DAY = /(?<=^\d{4}-\d\d)-\d\d(?:T.*)?$/;

/** How APIs and people write that something goes on. */
const TO_DATE = /^(?:present|current|now|today|ongoing)$/i;

const START = ['startDate', 'start_date', 'start', 'from'];
const END = ['endDate', 'end_date', 'end', 'to'];
const CURRENT = ['current', 'isCurrent', 'ongoing'];

/** The fields of an item that say when it was. */
export const PERIOD_FIELDS: readonly string[] = [...START, ...END, ...CURRENT];

/** When something was: `March 2020 – present`; empty where the fields do not say it. */
export function periodOf(fields: ReadonlyMap<string, unknown>, language: string): string {
	const first = (names: readonly string[]) =>
		names.map((name) => asText(fields.get(name)).replace(DAY, '')).find((date) => date !== '') ??
		'';
	const start = inWords(first(START), language);
	const goesOn = CURRENT.map((name) => fields.get(name)).some((is) => is === true || is === 'true');
	const end = goesOn ? (present[language] ?? '') : inWords(first(END), language);
	return start === end ? start : [start, end].filter((date) => date !== '').join(' – ');
}

/** A month as a person writes it, in a language that is known. Other text stays as it is. */
export function inWords(text: string, language: string): string {
	if (TO_DATE.test(text)) return present[language] ?? text;
	return MONTH.test(text) ? monthsOf(language).format(new Date(`${text}-01T00:00:00Z`)) : text;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function monthsOf(language: string): Intl.DateTimeFormat {
	const known = formats.get(language);
	if (known) return known;
	const format = new Intl.DateTimeFormat(language, {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	});
	formats.set(language, format);
	return format;
}

/** The code of a language whose words are known, for a locale such as `pt-BR`; else English. */
export function knownLanguage(locale: string | undefined): string {
	const [code = ''] = locale?.toLowerCase().split(/[-_]/) ?? [];
	return Object.hasOwn(present, code) ? code : 'en';
}

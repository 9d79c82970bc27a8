/** `1 item`, `2 items`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Milliseconds for people, to the whole second; anything under one is `less than a second`. */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 1 ? 'less than a second' : count(seconds, 'second');
}

/** The latest time that a Date can hold, in milliseconds since 1970. */
const LATEST = 8.64e15;

/**
 * A point in time for people, to the next whole minute: `2026-11-24 14:05 UTC`.
 *
 * @param time milliseconds since 1970
 */
export function pointInTime(time: number): string {
	const minute = 60_000;
	const date = new Date(Math.min(Math.ceil(time / minute) * minute, LATEST));
	return `${date.toISOString().slice(0, -8).replace('T', ' ')} UTC`;
}

/** A text whose end is an address: a full stop right after it would become part of the link. */
const ENDS_WITH_ADDRESS = /https?:\/\/\S*[^\s.!?…]$/;

/** A text with a full stop at its end, unless it has one or ends with an address. */
export function asSentence(text: string): string {
	return /[.!?…]$/.test(text) || ENDS_WITH_ADDRESS.test(text) ? text : `${text}.`;
}

/** Sentences joined by spaces, without those that do not apply. */
export function sentences(...parts: Array<string | false | undefined>): string | undefined {
	const said = parts.filter((part): part is string => typeof part === 'string' && part !== '');
	if (said.length === 0) return undefined;
	return said.reduce((text, part) => `${text}${ENDS_WITH_ADDRESS.test(text) ? ' .' : ''} ${part}`);
}

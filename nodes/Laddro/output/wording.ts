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

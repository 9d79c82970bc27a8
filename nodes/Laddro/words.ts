/** `1 item`, `2 items`. */
export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Milliseconds for people, to the whole second; anything under one is `less than a second`. */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 1 ? 'less than a second' : count(seconds, 'second');
}

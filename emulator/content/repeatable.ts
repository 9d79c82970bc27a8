import { createHash } from 'node:crypto';

/** Eight numbers from 0 up to, but not including, 1 that look random and depend on the text alone. */
export function repeatableNumbers(text: string): number[] {
	return Array.from(
		new Uint32Array(new Uint8Array(createHash('sha256').update(text).digest()).buffer),
		(value) => value / 2 ** 32,
	);
}

import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Calls `look` again and again until it returns something.
 * @param patience milliseconds
 * @param interval milliseconds between two calls
 * @throws Error with the complaint when the time is over
 */
export async function waitFor<T>(
	look: () => Promise<T | undefined>,
	complaint: string | (() => string),
	patience = 60_000,
	interval = 100,
): Promise<T> {
	const end = Date.now() + patience;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) {
			throw new Error(typeof complaint === 'string' ? complaint : complaint());
		}
		await sleep(interval);
	}
}

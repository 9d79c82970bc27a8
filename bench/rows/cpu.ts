import type { MeasuringProcess } from '../measuring';

/** The mean CPU time of so many readings, in milliseconds. */
export async function cpuOf(
	process: MeasuringProcess,
	baseUrl: string,
	readings: number,
): Promise<number> {
	let cpu = 0;
	for (let reading = 0; reading < readings; reading++) {
		cpu += (await process.read({ baseUrl })).cpu;
	}
	return cpu / readings;
}

/** @throws when two readers do not get the same out of a stream, and so can't be compared */
export async function sameResult(baseUrl: string, ...processes: MeasuringProcess[]): Promise<void> {
	const results = new Set<string>();
	for (const process of processes) {
		const { count, characters } = await process.read({ baseUrl });
		results.add(`${count} sections of ${characters} characters`);
	}
	if (results.size > 1) throw new Error(`Not the same was read: ${[...results].join(', ')}`);
}

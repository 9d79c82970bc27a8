import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reader, ReadRequest } from '../readers/reader';
import type { Reading } from './reading';

/** Makes this process one in which a reader reads and its cost is taken; nothing else is to run in it. */
export function serveReadings(read: Reader): void {
	process.on('message', (request: ReadRequest) => {
		void measure(read, request).then(
			(reading) => process.send?.({ reading }),
			(error: unknown) => process.send?.({ error: String(error) }),
		);
	});
	process.once('disconnect', () => process.exit());
}

async function measure(read: Reader, request: ReadRequest): Promise<Reading> {
	await collectGarbage();
	const residentBefore = process.memoryUsage.rss();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const collected = await read(request);
	const wall = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	const residentPeak = process.resourceUsage().maxRSS * 1024;
	await collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return {
		...collected,
		cpu: (user + system) / 1000,
		wall,
		residentBefore,
		residentPeak,
		held: heapUsed + external,
	};
}

/** Where it may. Twice, with a turn between: what the first frees may have held something else. */
async function collectGarbage(): Promise<void> {
	for (let round = 0; round < 2; round++) {
		global.gc?.();
		await nextTurn();
	}
}

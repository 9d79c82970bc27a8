// A process in which one reader, named as its argument, reads and its cost is measured; nothing else runs in it.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReaderModule, ReadRequest } from './reader';
import type { Reading } from './readerProcess';

const require = createRequire(__filename);
/** Loaded here, so that the process holds nothing that another reader needs. */
const { read, prepare }: ReaderModule = require(`./${process.argv[2]}`);

// An error ends the process, which tells its parent enough.
process.on('message', (request: ReadRequest) => {
	void measure(request).then((reading) => process.send?.(reading));
});
process.once('disconnect', () => process.exit());

async function measure(request: ReadRequest): Promise<Reading> {
	await prepare?.(request);
	await collectGarbage();
	resetPeak();
	const residentBefore = process.memoryUsage.rss();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const found = await read(request);
	const wall = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	const peak = process.resourceUsage().maxRSS * 1024 - residentBefore;
	await collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return { ...found, cpu: (user + system) / 1000, wall, peak, held: heapUsed + external };
}

/** Linux only: elsewhere the peak is that of the process's whole life. */
function resetPeak(): void {
	const peak = '/proc/self/clear_refs';
	if (existsSync(peak)) writeFileSync(peak, '5');
}

/** Where Node allows it. Twice, with a turn between: what the first frees may have held something else. */
async function collectGarbage(): Promise<void> {
	for (let round = 0; round < 2; round++) {
		global.gc?.();
		await nextTurn();
	}
}

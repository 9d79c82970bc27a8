// `npm run chaos`: a thousand items against an emulator that fails one request in five, stalls and limits the rate.
// Compares the outputs with the server's ledger; exit status 0 only if every rule held.
//   npm run chaos -- --items 1000 --seed 42
import { parseArgs } from 'node:util';
import { runChaos } from './runChaos';

/** Milliseconds after which the run is stopped and has failed. */
const LONGEST = 110_000;
/** Milliseconds after which the process ends even if the run can't be stopped. */
const LAST_RESORT = 120_000;

function wholeNumber(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new TypeError(`--${name} must be a whole number, not "${text}"`);
	return Number(text);
}

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '1000' },
			seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
		},
	});
	const items = wholeNumber('items', values.items);
	const seed = wholeNumber('seed', values.seed);
	console.log(`Chaos with ${items} items, seed ${seed}`);

	const { totals, violations } = await runChaos(items, seed, AbortSignal.timeout(LONGEST));
	console.log(
		[
			`  ${totals.succeeded} succeeded, ${totals.failed} failed, ${totals.brokenOpen} of them after their stream had opened`,
			`  ${totals.requests} requests: ${totals.retries} of them again, ${totals.rateLimited} refused by the rate limit`,
			`  ${totals.credits} credits = 3 × (${totals.succeeded} + ${totals.brokenOpen})`,
			`  ${totals.seconds} s`,
		].join('\n'),
	);
	for (const violation of violations) console.error(`  ✗ ${violation}`);
	if (violations.length === 0) {
		console.log('  Every item has its output once, in order; none was paid for twice.');
	}
	return violations.length === 0;
}

// Until every rule is known to hold, the run counts as failed.
process.exitCode = 1;
setTimeout(() => process.exit(), LAST_RESORT).unref();
main().then(
	(everythingHeld) => {
		process.exitCode = everythingHeld ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error);
	},
);

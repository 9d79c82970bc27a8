// `npm run chaos`: a thousand items against an emulator that fails one request in five, stalls and limits the rate.
// Compares the outputs with the server's ledger; exit status 0 only if every rule held.
//   npm run chaos -- --items 1000 --seed 42 --form retried --unnamed
import { parseArgs } from 'node:util';
import { runScript, oneOf, wholeNumber } from '../command';
import { runChaos, type Form } from './runChaos';

const forms = ['leftOut', 'retried', 'looped'] as const;
const descriptions: Record<Form, string> = {
	leftOut: 'failures are left out',
	retried: 'failures stop the run, which is tried again until all is there',
	looped: 'in a loop, which goes on after failures',
};

/** Milliseconds after which a run is stopped and has failed. */
const LONGEST = 300_000;
/** Milliseconds after which the process ends even if a run can't be stopped. */
const LAST_RESORT = 960_000;

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '1000' },
			form: { type: 'string' },
			seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
			unnamed: { type: 'boolean', default: false },
		},
	});
	const items = wholeNumber('items', values.items);
	const seed = wholeNumber('seed', values.seed);
	let everythingHeld = true;
	for (const form of values.form ? [oneOf('form', values.form, forms)] : forms) {
		console.log(`Chaos with ${items} items, seed ${seed}, ${descriptions[form]}`);
		const signal = AbortSignal.timeout(LONGEST);
		const { totals, violations } = await runChaos(items, seed, form, !values.unnamed, signal);
		console.log(`  ${totals.succeeded} succeeded, ${totals.failed} failed; executions: ${totals.executions}
  ${totals.requests} requests, ${totals.rateLimited} of them refused by the rate limit
  ${totals.credits} credits = 3 × (${totals.succeeded} documents + ${totals.broken} streams that broke + ${totals.unread} sent while this process stood still)
  ${totals.recovered} output items were read back
  ${totals.seconds} s`);
		for (const violation of violations) console.error(`  ✗ ${violation}`);
		if (violations.length > 0) everythingHeld = false;
		else console.log('  Every item has its output once, in order; no document was paid for twice.');
	}
	return everythingHeld;
}

setTimeout(() => process.exit(), LAST_RESORT).unref();
void runScript(main);

// `npm run bench`: see docs/performance.md.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { eightAtATime, scenarios, simulate } from '../test/unit/batch/simulation';
import { plotOf } from './inFlight';
import { startN8n } from './realN8n';
import { rows, type Row } from './rows';
import { addressOf, startServer } from './server';
import { formatMarkdown, ratioOf, tableOf, type Line } from './table';

const PAIRS = 3;

const conditions = [
	`Measured on ${new Date().toISOString().slice(0, 10)}`,
	`${cpus().length} × ${cpus()[0]?.model.trim()}`,
	`Node ${process.versions.node}`,
	`load average ${loadavg()[0]?.toFixed(1)} before it began`,
].join(', ');
const measured = ['--require', 'tsx/cjs', '--expose-gc', join(__dirname, 'measured.ts')];
let n8n: ReturnType<typeof startN8n> | undefined;

async function main(): Promise<void> {
	const flag = { type: 'boolean', default: false } as const;
	const options = { quick: flag, write: flag, only: { type: 'string' } } as const;
	const { quick, write, only = quick ? 'CPU per MB' : '' } = parseArgs({ options }).values;
	const chosen = rows.filter(({ measure }) => measure.includes(only));
	if (chosen.length === 0) throw new Error(`No row has the words "${only}"`);
	const server = await startServer();
	const lines: Line[] = [];
	try {
		for (const row of chosen) {
			console.error(`${row.measure} …`);
			const pairs: Line['pairs'] = [];
			while (pairs.length < (quick ? 1 : PAIRS + 1)) {
				pairs.push([
					await take(row, 'ours', server.origin),
					await take(row, 'theirs', server.origin),
				]);
			}
			// Everything is cold in the first pair.
			lines.push({ row, pairs: pairs.slice(-PAIRS) });
		}
	} finally {
		server.close();
		await (await n8n)?.close();
	}
	const table = await tableOf(lines);
	const text = `${table}\n${conditions}, ${lines[0]?.pairs.length} pairs a row.`;
	console.log(text);
	if (write && lines.length === rows.length) await writeDoc(text);
	const missed = lines.some((line) => ratioOf(line) > 2 * (line.row.atMost ?? Infinity));
	if (quick && missed) process.exitCode = 1;
}

/** Takes one sample: what the node on one side of a row needs. */
async function take(row: Row, side: 'ours' | 'theirs', origin: string): Promise<number> {
	const { [side]: node, simulated, metric, served, items = 1 } = row;
	if (typeof node === 'number') return node;
	if (simulated) {
		const { took, requests } = await simulate(simulated.server, simulated.batch);
		const refused = requests.filter((request) => request.refused).length;
		return metric === 'refusals' ? refused : took / 1000;
	}
	if (metric === 'time' || metric === 'silence' || metric === 'loading') {
		const { [metric]: measure } = await (n8n ??= startN8n());
		return await measure(node, addressOf(origin, served), items);
	}
	const args = [...measured, String(rows.indexOf(row)), side, origin];
	return Number((await promisify(execFile)(process.execPath, args)).stdout);
}

async function writeDoc(text: string): Promise<void> {
	const file = join(__dirname, '../docs/performance.md');
	const doc = readFileSync(file, 'utf8').split(/(?<=<!-- table -->)[^]*(?=<!-- end -->)/);
	writeFileSync(file, await formatMarkdown(doc.join(`\n\n${text}\n\n`)));
	writeFileSync(join(__dirname, '../docs/images/batches.svg'), await drawBatches());
}

/** The batches whose courses are shown. */
async function drawBatches(): Promise<string> {
	const refusing = {
		what: '40 documents of 6 s, where the API takes 8 at a time',
		server: eightAtATime(1000, true),
		batch: { rows: 40 },
	};
	const shown = [...scenarios.slice(0, 2), refusing].map(async ({ what, server, batch }) => ({
		title: `Items in flight: ${what}`,
		record: await simulate(server, batch),
	}));
	return plotOf(await Promise.all(shown));
}

void main();

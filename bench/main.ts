// `npm run bench`: see docs/performance.md.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { eightAtATime, scenarios, simulate } from '../test/unit/batch/simulation';
import { plotOf } from './inFlight';
import { laddro } from './nodes';
import { startN8n } from './realN8n';
import { isExact, rows, type Row } from './rows';
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
const tableName = `Node ${process.versions.node.split('.')[0]}`;
let n8n: ReturnType<typeof startN8n> | undefined;

async function main(): Promise<void> {
	const flag = { type: 'boolean', default: false } as const;
	const options = { quick: flag, write: flag, only: { type: 'string' } } as const;
	const { quick, write, only } = parseArgs({ options }).values;
	const isQuick = (row: Row) => isExact(row) || row.metric === 'cpuPerMB';
	const chosen = rows.filter((row) =>
		only === undefined ? !quick || isQuick(row) : new RegExp(only).test(row.measure),
	);
	if (chosen.length === 0) throw new Error(`No row has the words "${only}"`);
	const server = await startServer();
	const lines: Line[] = [];
	try {
		for (const row of chosen) {
			console.error(`${row.measure} …`);
			const pairs: Line['pairs'] = [];
			while (pairs.length < (quick || isExact(row) ? 1 : PAIRS + 1)) {
				const ours = take(row, 'ours', server.origin);
				// Two processes that run at the same time take as much CPU time as one after the other.
				if (!quick) await ours;
				pairs.push(await Promise.all([ours, take(row, 'theirs', server.origin)]));
			}
			// Everything is cold in the first pair.
			lines.push({ row, pairs: pairs.slice(-PAIRS) });
		}
	} finally {
		server.close();
		await (await n8n)?.close();
	}
	const table = await tableOf(lines);
	const text = `${table}\n${conditions}.`;
	console.log(text);
	if (write) await writeDoc(text);
	// A single pair of what is not exact may have met a slow spell of the machine.
	const missed = lines.filter(
		({ row, pairs }) => ratioOf({ row, pairs }) > (isExact(row) ? 1 : 2) * (row.atMost ?? Infinity),
	);
	if (quick && missed.length > 0) process.exitCode = 1;
}

/** Takes one sample: what the node on one side of a row needs. */
async function take(row: Row, side: 'ours' | 'theirs', origin: string): Promise<number> {
	const { [side]: node = laddro(), simulated, metric, served = {}, items = 1 } = row;
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
	const doc = readFileSync(file, 'utf8').split(
		new RegExp(`(?<=<!-- ${tableName} -->)[^]*?(?=<!-- end -->)`),
	);
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

// `npm run bench`: see docs/performance.md. Exit status 1 when something could not be measured or, in the short form,
// when a bound is crossed; a goal that is missed is only shown.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { version as engineVersion } from 'n8n-core/package.json';
import { Bench } from './bench';
import { median, resultsOf } from './lines';
import { release } from './realN8n';
import { saveResults, writeDoc, type Result } from './results';
import { measureRow, rows, type Figure } from './rows';
import { lineCells, markdownTable } from './table';

const names = rows.map(({ name }) => name);

const help = `The benchmark: npm run bench -- [options]

  --quick        the short form, under a minute, which fails when a bound is crossed
  --only NAME    one row: ${names.join(', ')}
  --growth       how cost grows, instead: with items, sections, bytes, and open streams in n8n itself
  --write        keep the figures in bench/results.json and put them into docs/performance.md
  --docs         measure nothing, only write docs/performance.md from bench/results.json
  --help         this text

  BENCH_PACKAGE=<folder>   measures the built package in this folder instead
  BENCH_PROFILE=<folder>   leaves a CPU profile of each measuring process there
`;

/** What the figures depend on. */
function conditions(): string {
	const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
	const processor = `${cpus().length} × ${cpus()[0]?.model.trim() || process.arch}`;
	const engines = `Node ${process.versions.node} with n8n-core ${engineVersion}`;
	const inN8n = `"in n8n itself" n8n ${release.version} on Node ${release.node}`;
	const date = new Date().toISOString().slice(0, 10);
	return [date, processor, memory, `${process.platform} ${process.arch}`, engines, inN8n].join(
		', ',
	);
}

async function main(): Promise<boolean> {
	const flag = { type: 'boolean', default: false } as const;
	const { values } = parseArgs({
		options: {
			quick: flag,
			growth: flag,
			write: flag,
			docs: flag,
			help: flag,
			only: { type: 'string' },
		},
	});
	const { quick, only, growth, write, docs } = values;
	if (values.help) console.log(help);
	if (docs) writeDoc();
	if (values.help || docs) return true;
	const chosen = rows.filter(({ name, lines }) => {
		if (only !== undefined || quick) return name === (only ?? 'quick');
		return name !== 'quick' && growth === !lines;
	});
	if (chosen.length === 0) throw new Error(`There is no row "${only}"`);

	const results: Result[] = [];
	const bench = await Bench.start();
	let good = true;
	for (const row of chosen) {
		try {
			const figures = await measureRow(bench, row);
			for (const figure of figures) good = show(figure) && good;
			const node = Number(process.versions.node.split('.')[0]);
			results.push({ row: row.name, node, conditions: conditions(), figures });
		} catch (error) {
			good = false;
			console.error(`The row "${row.name}" could not be measured:`, error);
		}
		await bench.tidy();
	}
	await bench.close();
	if (write) saveResults(results, names);
	if (write) writeDoc();
	return good;
}

/** Prints a figure. @returns whether it could be measured and keeps to its bound */
function show(figure: Figure): boolean {
	if ('heading' in figure) {
		console.log(`${figure.title}\n\n${markdownTable(figure.heading, figure.rows, 'right')}`);
		return true;
	}
	console.log(lineCells(figure).join(' | '));
	return median(resultsOf(figure)) <= (figure.bound ?? Number.MAX_VALUE);
}

void main().then((good) => {
	process.exitCode = good ? 0 : 1;
});

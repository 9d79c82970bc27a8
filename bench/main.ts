// `npm run bench`: see docs/performance.md. Exit status 1 when something could not be measured or, in the short form,
// when a goal is missed; elsewhere, a goal that is missed is only shown.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { version as engineVersion } from 'n8n-core/package.json';
import { formatMarkdown, markdownOf, reachesGoal } from './figures';
import { release } from './realN8n';
import { saveResults, writeDoc, type Result } from './results';
import { measureRow, rows } from './rows';

const names = rows.map(({ name }) => name);

const help = `The benchmark: npm run bench -- [options]

  --quick        the short form, under a minute, which fails when a goal is missed
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
	return [
		new Date().toISOString().slice(0, 10),
		`${cpus().length} × ${cpus()[0]?.model.trim() || process.arch}`,
		`${Math.round(totalmem() / 2 ** 30)} GiB`,
		`${process.platform} ${process.arch}`,
		`Node ${process.versions.node} with n8n-core ${engineVersion}`,
		`"in n8n itself" n8n ${release.version} on Node ${release.node}`,
	].join(', ');
}

async function main(): Promise<boolean> {
	const flag = { type: 'boolean', default: false } as const;
	const flags = { quick: flag, growth: flag, write: flag, docs: flag, help: flag };
	const { values } = parseArgs({ options: { ...flags, only: { type: 'string' } } });
	const { quick, growth, write, only = quick ? 'quick' : undefined } = values;
	if (values.help) console.log(help);
	if (values.docs) await writeDoc();
	if (values.help || values.docs) return true;
	const chosen = rows.filter(({ name, lines }) =>
		only === undefined ? name !== 'quick' && growth === !lines : name === only,
	);
	if (chosen.length === 0) throw new Error(`There is no row "${only}"`);

	const results: Result[] = [];
	let good = true;
	for (const row of chosen) {
		try {
			const figures = await measureRow(row);
			console.log(await formatMarkdown(markdownOf(figures)));
			good &&= row.name !== 'quick' || figures.every(reachesGoal);
			const node = Number(process.versions.node.split('.')[0]);
			results.push({ row: row.name, node, conditions: conditions(), figures });
		} catch (error) {
			good = false;
			console.error(`The row "${row.name}" could not be measured:`, error);
		}
	}
	if (write) {
		saveResults(results, names);
		await writeDoc();
	}
	return good;
}

void main().then((good) => {
	process.exitCode = good ? 0 : 1;
});

// `npm run bench`: see docs/performance.md. Exit status 1 when something could not be measured or, in the short form,
// when a bound is crossed; a goal that is missed is only shown.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureGrowth } from './growth';
import { conditions } from './machine';
import { measureRows } from './measureRows';
import { rows } from './rows';
import { startServer } from './server';

const help = `The benchmark: npm run bench -- [options]

  --quick        the short form, under a minute: growth and leak only, with generous bounds
  --only NAME    one row: ${rows.map(({ name }) => name).join(', ')}
  --growth       how cost grows, instead: with items, sections, bytes, and open streams in n8n itself
  --write        write what is printed to bench/results.md, or bench/growth.md
  --help         this text
`;

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			growth: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(help);
		return true;
	}
	const { quick, only, growth, write } = values;
	const chosen = rows.filter(({ name, inQuick }) => (only ? name === only : !quick || inQuick));
	if (chosen.length === 0) throw new Error(`There is no row "${only}"`);

	const server = await startServer();
	try {
		const measured = growth
			? await measureGrowth(server)
			: await measureRows(chosen, { server, quick });
		const text = `${conditions()}\n\n${measured.text}`;
		console.log(`\n${text}`);
		if (write) await writeFile(join(__dirname, growth ? 'growth.md' : 'results.md'), text);
		return measured.good;
	} finally {
		await server.close();
	}
}

main().then(
	(good) => {
		process.exitCode = good ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);

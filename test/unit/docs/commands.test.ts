import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import { releases } from '../../../n8n/releases/releases';
import { linksOf, markdownFiles, readPage, root, rowsOf } from './pages';

const scripts = Object.keys(manifest.scripts);

/** The scripts that a text names, as `npm run <script>` or `npm test`. */
function scriptsIn(text: string): string[] {
	return Array.from(
		text.matchAll(/\bnpm (?:run ([a-z\d][a-z\d:-]*)|(test)\b)/g),
		([, run, test]) => run ?? test ?? '',
	);
}

it.each(markdownFiles())('Every npm command in %s is in package.json.', (page) => {
	expect(scriptsIn(readPage(page)).filter((script) => !scripts.includes(script))).toEqual([]);
});

it('docs/development.md has a row for every script of package.json.', () => {
	const described = rowsOf(readPage('docs/development.md')).flatMap(([command = '']) =>
		scriptsIn(command),
	);
	expect(described.sort()).toEqual([...scripts].sort());
});

it('docs/compatibility.md has a row for every release of n8n that the suite runs on.', () => {
	const rows = rowsOf(readPage('docs/compatibility.md')).map(([n8n, node]) => `${n8n} ${node}`);
	expect(rows).toEqual(
		expect.arrayContaining(releases.map(({ version, node }) => `${version} ${node}`)),
	);
});

it('The README links to every example.', () => {
	const examples = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.json'));
	const linked = linksOf(readPage('README.md')).filter((target) => target.endsWith('.json'));
	expect(linked.sort()).toEqual(examples.map((file) => `examples/${file}`).sort());
});

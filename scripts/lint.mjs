// `npm run lint`: all checks at the same time, as each of them keeps no more than one core busy.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const tools = ['emulator', 'engine', 'n8n', 'check', 'bench', 'scripts'];

const checks = [
	// n8n's own lint, its configuration untouched. The flag below lets the folders which are not published have rules of
	// their own.
	['n8n-node', 'lint'],
	['prettier', '--check', '.'],
	['depcruise', 'nodes', 'credentials', 'test', ...tools],
	['knip'],
];
const env = { ...process.env, ESLINT_FLAGS: 'unstable_config_lookup_from_file' };

/** Runs a check, and prints what it says once it has ended. @returns whether it has found nothing */
async function passes([name, ...args]) {
	const shell = process.platform === 'win32';
	const child = spawn(join('node_modules', '.bin', name), args, { env, shell });
	const parts = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
	const status = await new Promise((resolve) => child.on('close', resolve));
	const output = Buffer.concat(parts).toString();
	console.log(`${name}\n${output}`);
	// ESLint accepts warnings, we do not.
	return status === 0 && !/\(\d+ errors?, [1-9]\d* warnings?\)/.test(output);
}

function linesIn(folder) {
	const files = readdirSync(folder, { recursive: true }).filter((file) =>
		/\.[cm]?[jt]s$/.test(file),
	);
	const lines = files.map(
		(file) => readFileSync(join(folder, file), 'utf8').split('\n').length - 1,
	);
	return lines.reduce((total, each) => total + each, 0);
}

/** What serves the node must not become more work than the node. */
function areToolsSmall() {
	const counts = tools.map((tool) => [tool, linesIn(tool)]);
	const sum = counts.reduce((total, [, count]) => total + count, 0);
	const node = linesIn('nodes');
	if (sum < node) return true;
	const each = counts.map(([tool, count]) => `${tool} ${count}`).join(', ');
	console.log(`The tools have ${sum} lines (${each}), the node has ${node}: they must have fewer.`);
	return false;
}

const results = await Promise.all([...checks.map(passes), areToolsSmall()]);
process.exit(results.every(Boolean) ? 0 : 1);

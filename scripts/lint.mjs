// Runs n8n's own lint (`n8n-node lint`, its configuration untouched) with ESLint's lookup of the nearest
// configuration switched on, so that the folders which are not published can have rules of their own.
// ESLint accepts warnings, this script does not.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { status, stdout, stderr } = spawnSync(
	join('node_modules', '.bin', 'n8n-node'),
	['lint', ...process.argv.slice(2)],
	{
		env: { ...process.env, ESLINT_FLAGS: 'unstable_config_lookup_from_file' },
		encoding: 'utf8',
		shell: process.platform === 'win32',
	},
);
process.stdout.write(stdout);
process.stderr.write(stderr);
const warned = /\(\d+ errors?, [1-9]\d* warnings?\)/.test(stdout);
process.exit(status === 0 && warned ? 1 : (status ?? 1));

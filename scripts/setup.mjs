// Makes a fresh clone ready, and does nothing where it already is: `node scripts/setup.mjs` installs the dependencies
// when node_modules is not what package-lock.json asks for, and with the argument `build` it also builds when a
// source has changed since the last build. Every npm script starts here, so that each works by itself. It runs
// before anything is installed, hence plain JavaScript and only Node's own modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

/** Holds the fingerprint of the sources that `dist` was built from. */
const BUILD_NOTE = join('.cache', 'built');
const BUILD_FOLDERS = ['nodes', 'credentials'];
const BUILD_FILES = [
	'gulpfile.js',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'tsconfig.build.json',
];

/** Whether npm's record of node_modules holds every package of the lock file, however it was installed. */
function isInstalled() {
	const record = join('node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const wanted = packagesOf('package-lock.json');
	const installed = packagesOf(record);
	return Object.entries(wanted).every(([path, { version, optional }]) =>
		// Optional packages for other platforms are left out.
		installed[path] ? installed[path].version === version : path === '' || optional,
	);
}

function packagesOf(lockFile) {
	return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function fingerprint() {
	const sources = BUILD_FOLDERS.flatMap((folder) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
	);
	const hash = createHash('sha256');
	for (const file of [...BUILD_FILES, ...sources.sort()])
		hash.update(file).update(readFileSync(file));
	return hash.digest('hex');
}

function run(command, args) {
	const { status } = spawnSync(command, args, {
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		console.error(`\`${command} ${args.join(' ')}\` failed, see above.`);
		process.exit(status ?? 1);
	}
}

if (!isInstalled()) {
	console.error('Installing the dependencies with npm ci (once, one to two minutes) …');
	run('npm', ['ci', '--loglevel=error']);
}

if (process.argv[2] === 'build') {
	const sources = fingerprint();
	const isBuilt = existsSync('dist') && existsSync(BUILD_NOTE);
	if (!isBuilt || readFileSync(BUILD_NOTE, 'utf8') !== sources) {
		console.error('Building the node …');
		run(process.execPath, [join('node_modules', 'gulp', 'bin', 'gulp.js'), 'build', '--silent']);
		mkdirSync(dirname(BUILD_NOTE), { recursive: true });
		writeFileSync(BUILD_NOTE, sources);
	}
}

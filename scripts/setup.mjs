// Makes a fresh clone ready, and does nothing where it already is: `node scripts/setup.mjs` installs the
// dependencies when package-lock.json has changed since the last install, and with the word `build` it also
// builds when a source has changed since the last build. Every npm script starts here, so that each works alone.
// It runs before anything is installed, hence plain JavaScript and nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// npm ci removes node_modules, and with it what is noted here: an install always asks for a new build.
const notes = join(root, 'node_modules', '.cache', 'n8n-nodes-laddro');

function filesOf(path) {
	const absolute = join(root, path);
	if (!existsSync(absolute)) return [];
	if (/\.[a-z]+$/.test(path)) return [path];
	return readdirSync(absolute, { withFileTypes: true })
		.map((entry) => join(path, entry.name))
		.flatMap((entry) => filesOf(entry))
		.sort();
}

function fingerprint(paths) {
	const hash = createHash('sha256').update(process.version.split('.')[0]);
	for (const path of paths.flatMap(filesOf)) {
		hash.update(path).update(readFileSync(join(root, path)));
	}
	return hash.digest('hex');
}

function unlessDone(name, paths, command, args) {
	const note = join(notes, name);
	const current = fingerprint(paths);
	if (existsSync(note) && readFileSync(note, 'utf8') === current) return;
	const { status } = spawnSync(command, args, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		console.error(`\`${command} ${args.join(' ')}\` failed, see above.`);
		process.exit(status ?? 1);
	}
	mkdirSync(notes, { recursive: true });
	writeFileSync(note, current);
}

// Nothing that is installed needs its install script: esbuild ships its binary in a package, and of n8n's engine
// only optional parts are compiled.
unlessDone('installed', ['package-lock.json'], 'npm', [
	'ci',
	'--ignore-scripts',
	'--no-audit',
	'--no-fund',
	'--loglevel=error',
]);

if (process.argv[2] === 'build') {
	unlessDone(
		'built',
		[
			'nodes',
			'credentials',
			'gulpfile.js',
			'package.json',
			'package-lock.json',
			'tsconfig.json',
			'tsconfig.build.json',
		],
		process.execPath,
		[join('node_modules', 'gulp', 'bin', 'gulp.js'), 'build', '--silent'],
	);
}

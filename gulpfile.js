// `npm run build`: clean, check the types, bundle, copy what is not code.
const { rm } = require('node:fs/promises');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { build } = require('esbuild');
const gulp = require('gulp');

const run = promisify(execFile);

/** n8n allows a community package no dependencies: whatever the files import, but n8n itself, ships inside them. */
const entries = {
	'nodes/Laddro/Laddro.node': 'nodes/Laddro/Laddro.node.ts',
	'credentials/LaddroApi.credentials': 'credentials/LaddroApi.credentials.ts',
};

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

async function typecheck() {
	try {
		await run(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', 'tsconfig.build.json']);
	} catch (error) {
		throw new Error(error.stdout || error.message);
	}
}

async function bundle() {
	await build({
		entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
		outdir: 'dist',
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow'],
		legalComments: 'inline',
		logLevel: 'warning',
	});
}

function assets() {
	return gulp
		.src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], { base: '.', encoding: false })
		.pipe(gulp.dest('dist'));
}

exports.clean = clean;
exports.build = gulp.series(clean, typecheck, gulp.parallel(bundle, assets));
exports.default = exports.build;

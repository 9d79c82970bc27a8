// `npm run build`: clean, check the types, bundle, copy what is not code.
const { cp, readFile, readdir, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { execFile } = require('node:child_process');
const Module = require('node:module');
const { promisify } = require('node:util');
const { build } = require('esbuild');
const gulp = require('gulp');

const run = promisify(execFile);

/** n8n allows a community package no dependencies: whatever the files import, but n8n itself, ships inside them. */
const entries = {
	'nodes/Laddro/Laddro.node': 'nodes/Laddro/Laddro.node.ts',
	'credentials/LaddroApi.credentials': 'credentials/LaddroApi.credentials.ts',
	// In a file of its own, which is not read before the node runs: n8n loads every node at its start.
	'nodes/Laddro/later': 'nodes/Laddro/later.ts',
};
const options = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	external: ['n8n-workflow'],
	logLevel: 'warning',
};

/** Leaves `later` to `require`, and puts what the node says of itself into the package as data. */
const forAFastStart = {
	name: 'for-a-fast-start',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /\/later$/ }, ({ kind }) =>
			kind === 'dynamic-import' ? { path: './later.js', external: true } : undefined,
		);
		onLoad({ filter: /\/Laddro\/description\.ts$/ }, async ({ path }) => {
			return { contents: JSON.stringify(await valuesOf(path)), loader: 'json' };
		});
	},
};

/** What a file exports. */
async function valuesOf(path) {
	const { outputFiles } = await build({ ...options, entryPoints: [path], write: false });
	const built = new Module(path, module);
	built.paths = module.paths;
	built._compile(outputFiles[0].text, path);
	return { ...built.exports };
}

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

async function typecheck() {
	try {
		await run(process.execPath, [
			require.resolve('typescript/bin/tsc'),
			'--project',
			'tsconfig.build.json',
		]);
	} catch (error) {
		throw new Error(error.stdout || error.message);
	}
}

async function bundle() {
	const { metafile } = await build({
		entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
		...options,
		outdir: 'dist',
		plugins: [forAFastStart],
		// In the engine tests there is no `import()`.
		supported: { 'dynamic-import': false },
		metafile: true,
	});
	const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
	await writeLicences(
		bundled.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
	);
}

/** The licences of the bundled libraries require that they are distributed with them. */
async function writeLicences(inputs) {
	const folders = new Set(
		inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
	);
	const licences = [...folders].sort().map(async (folder) => {
		const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
		if (!file) throw new Error(`${name} is bundled but has no licence file`);
		return `${name} ${version}\n\n${await readFile(join(folder, file), 'utf8')}`;
	});
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', (await Promise.all(licences)).join('\n\n'));
}

function assets() {
	return gulp
		.src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], { base: '.', encoding: false })
		.pipe(gulp.dest('dist'));
}

/** Updates the package that n8n has installed, for `npm run dev`. */
async function install() {
	await cp('dist', join(process.env.N8N_LADDRO_NODE, 'dist'), { recursive: true });
}

/** n8n has the change in a second; what the types say of it comes some seconds later. */
function watch() {
	const build = gulp.series(gulp.parallel(bundle, assets), install, typecheck);
	gulp.watch(['nodes/**', 'credentials/**'], build);
}

exports.clean = clean;
exports.watch = watch;
exports.build = gulp.series(clean, typecheck, gulp.parallel(bundle, assets));
exports.default = exports.build;

// `npm run scan`: n8n's own check of community packages, which n8n runs after publishing, run before it: over the
// sources, then over the unpacked tarball. n8n accepts warnings, this script does not.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as Scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { packAndUnpack } from '../n8n/workspace/pack';

async function passes(
	{ analyzePackage, buildScanConfig }: typeof Scanner,
	name: string,
	directory: string,
	patterns = ['**/*.js', '**/*.ts', '**/*.json'],
): Promise<boolean> {
	const { passed, message, details } = await analyzePackage(directory, patterns);
	if (!passed) {
		console.error(`${name}: ${message}\n${details ?? ''}`);
		return false;
	}
	// The same rules again, for the warnings that `analyzePackage` does not report.
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		errorOnUnmatchedPattern: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	if (results.some(({ warningCount }) => warningCount > 0)) {
		console.error(await (await eslint.loadFormatter('stylish')).format(results));
		return false;
	}
	console.log(`${name}: ${results.length} files, no error, no warning`);
	return true;
}

async function scan(): Promise<boolean> {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const { folder, packageDir, bytes } = packAndUnpack();
	try {
		const sources = await passes(
			scanner,
			'Sources',
			join(__dirname, '..'),
			scanner.SOURCE_FILE_PATTERNS,
		);
		const tarball = await passes(scanner, 'Tarball', packageDir);
		const size = `tarball of ${(bytes / 1000).toFixed(1)} kB`;
		console.log(sources && tarball ? `The scan passed (${size})` : `The scan failed (${size})`);
		return sources && tarball;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

scan().then(
	(passed) => {
		process.exitCode = passed ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);

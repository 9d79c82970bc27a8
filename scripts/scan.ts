// `npm run scan`: n8n's own check of community packages, which n8n runs after publishing, run before it: over the
// sources, then over the unpacked tarball. n8n accepts warnings, this script does not.
import { rmSync } from 'node:fs';
import { ESLint } from 'eslint';
import { root } from '../n8n/system/folders';
import { packAndUnpack } from '../n8n/workspace/pack';
import { runScript } from './command';

/** Lints as `analyzePackage` in n8n's check does. */
async function passes(name: string, cwd: string, patterns: readonly string[]): Promise<boolean> {
	const { buildScanConfig } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		errorOnUnmatchedPattern: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles([...patterns]);
	const sum = (count: 'errorCount' | 'warningCount') =>
		results.reduce((total, result) => total + result[count], 0);
	console.log(
		`${name}: ${results.length} files, ${sum('errorCount')} errors, ${sum('warningCount')} warnings`,
	);
	console.error(await (await eslint.loadFormatter('stylish')).format(results));
	return results.length > 0 && sum('errorCount') + sum('warningCount') === 0;
}

async function scan(): Promise<boolean> {
	const { SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const { folder, packageDir, bytes } = packAndUnpack();
	try {
		const sources = await passes('Sources', root, SOURCE_FILE_PATTERNS);
		const tarball = await passes('Tarball', packageDir, ['**/*.js', '**/*.ts', '**/*.json']);
		const hasPassed = sources && tarball;
		console.log(
			`The scan ${hasPassed ? 'passed' : 'failed'} (tarball of ${(bytes / 1000).toFixed(1)} kB)`,
		);
		return hasPassed;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void runScript(scan);

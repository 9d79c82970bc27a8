import { execFileSync } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../system/folders';

/** The package as a user gets it, without what only the repository holds. */
export interface UnpackedPackage {
	/** A temporary folder that holds the others. The caller removes it. */
	folder: string;
	packageDir: string;
	tarball: string;
	/** Size of the tarball, in bytes. */
	bytes: number;
	/** Paths inside the package. */
	files: string[];
}

/** Packs the built package in `source` as `npm publish` would, and unpacks it in a new folder in `parent`. */
export function packAndUnpack(parent = tmpdir(), source = root): UnpackedPackage {
	const folder = mkdtempSync(join(parent, 'n8n-nodes-laddro-pack-'));
	const quiet = ['--json', '--ignore-scripts', '--loglevel=error'];
	const output = run('npm', ['pack', source, ...quiet, '--pack-destination', folder]);
	const [packed]: Array<{ filename: string; files: Array<{ path: string }> }> = JSON.parse(output);
	if (!packed) throw new Error('npm packed nothing');
	const tarball = join(folder, packed.filename);
	run('tar', ['-xzf', tarball, '-C', folder]);
	return {
		folder,
		packageDir: join(folder, 'package'),
		tarball,
		bytes: statSync(tarball).size,
		files: packed.files.map(({ path }) => path),
	};
}

function run(command: string, args: readonly string[]): string {
	return execFileSync(command, args, {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

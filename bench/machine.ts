import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { currentRelease } from '../n8n/releases/releases';

const root = join(__dirname, '..');

function versionOf(name: string): string {
	const file = join(root, 'node_modules', name, 'package.json');
	const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
	return version;
}

/** What the numbers depend on, in a line. */
export function conditions(): string {
	const [cpu] = cpus();
	const release = currentRelease();
	return [
		new Date().toISOString().slice(0, 16).replace('T', ' '),
		`${cpus().length} × ${cpu?.model.trim() || process.arch}`,
		`${Math.round(totalmem() / 2 ** 30)} GiB`,
		`${process.platform} ${process.arch}`,
		`Node ${process.versions.node}`,
		`n8n-core ${versionOf('n8n-core')}`,
		`rows in n8n itself: n8n ${release.version} on Node ${release.node}`,
	].join(', ');
}

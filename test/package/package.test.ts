import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { packAndUnpack, type UnpackedPackage } from '../../n8n/workspace/pack';
import { Laddro } from '../../nodes/Laddro/Laddro.node';

const root = join(__dirname, '../..');

/** What a separate process, in which n8n's packages can be found as in n8n, reports of the unpacked package. */
interface Loaded {
	packageName: string;
	nodes: Record<string, INodeTypeDescription>;
	credentials: Record<string, { displayName: string; properties: INodeProperties[] }>;
	exported: string[];
	/** The files of the package that n8n reads to load the node. */
	readAtStart: string[];
}

const LOAD = `
require('reflect-metadata');
const { realpathSync } = require('node:fs');
const { relative } = require('node:path');
const { PackageDirectoryLoader } = require('n8n-core');
const [directory] = process.argv.slice(1);
(async () => {
	require('n8n-workflow');
	const before = new Set(Object.keys(require.cache));
	require(directory + '/dist/nodes/Laddro/Laddro.node.js');
	const readAtStart = Object.keys(require.cache)
		.filter((path) => !before.has(path))
		.map((path) => relative(realpathSync(directory), path));
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const map = (types, pick) =>
		Object.fromEntries(Object.entries(types).map(([name, { type }]) => [name, pick(type)]));
	process.stdout.write(JSON.stringify({
		packageName: loader.packageName,
		nodes: map(loader.nodeTypes, ({ description }) => description),
		credentials: map(loader.credentialTypes, ({ displayName, properties }) => ({ displayName, properties })),
		exported: Object.keys(require(directory)),
		readAtStart,
	}));
})();
`;

function load(directory: string): Loaded {
	const output = execFileSync(process.execPath, ['-e', LOAD, directory], {
		cwd: root,
		encoding: 'utf8',
		env: {
			...process.env,
			NODE_PATH: join(root, 'node_modules'),
			N8N_USER_FOLDER: join(directory, 'user'),
			N8N_LOG_LEVEL: 'silent',
		},
	});
	return JSON.parse(output);
}

describe('The packed package', () => {
	let unpacked: UnpackedPackage;
	let loaded: Loaded;
	let manifest: Record<string, unknown>;

	beforeAll(() => {
		unpacked = packAndUnpack();
		loaded = load(unpacked.packageDir);
		manifest = JSON.parse(readFileSync(join(unpacked.packageDir, 'package.json'), 'utf8'));
	}, 60_000);

	afterAll(() => rmSync(unpacked.folder, { recursive: true, force: true }));

	it('The package holds what n8n needs and what people read, and nothing else.', () => {
		expect([...unpacked.files].sort()).toEqual(
			[
				'CHANGELOG.md',
				'LICENSE',
				'README.md',
				'dist/THIRD-PARTY-LICENSES.txt',
				'dist/credentials/LaddroApi.credentials.js',
				'dist/nodes/Laddro/Laddro.node.js',
				'dist/nodes/Laddro/Laddro.node.json',
				'dist/nodes/Laddro/laddro.dark.svg',
				'dist/nodes/Laddro/laddro.svg',
				'dist/nodes/Laddro/later.js',
				'index.js',
				'package.json',
			].sort(),
		);
	});

	it('The package is smaller than 200 kB.', () => {
		expect(unpacked.bytes).toBeLessThan(200_000);
	});

	it('The package has no dependencies, and only n8n itself as a peer.', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('optionalDependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const requiredBy = (file: string) => {
			const code = readFileSync(join(unpacked.packageDir, 'dist/nodes/Laddro', file), 'utf8');
			return new Set(Array.from(code.matchAll(/\brequire\("([^"]+)"\)/g), ([, name]) => name));
		};
		expect(requiredBy('Laddro.node.js')).toEqual(new Set(['n8n-workflow', 'crypto', './later.js']));
		expect(requiredBy('later.js')).toEqual(new Set(['n8n-workflow', 'crypto']));
	});

	it('The package has what n8n verifies: license, keyword, strict mode, author and page.', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-laddro',
			license: 'MIT',
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(manifest.keywords).toContain('n8n-community-node-package');
		for (const field of ['author', 'homepage', 'engines']) {
			expect(manifest[field]).toBeTruthy();
		}
		expect(
			Object.keys(Object(manifest.scripts)).filter((name) => /install|prepare/.test(name)),
		).toEqual([]);
	});

	it('The package gives n8n the node and the credential under their names.', () => {
		expect(loaded.packageName).toBe('n8n-nodes-laddro');
		expect(Object.keys(loaded.nodes)).toEqual(['laddro']);
		expect(loaded.nodes.laddro).toMatchObject({
			displayName: 'Laddro',
			name: 'laddro',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'laddroApi', required: true }],
		});
		// A node of the category AI that is not among the agents can't be found in n8n's nodes panel.
		expect(loaded.nodes.laddro!.codex).toMatchObject({
			categories: ['Productivity', 'AI'],
			subcategories: { AI: ['Agents', 'Root Nodes'] },
		});
		expect(loaded.nodes.laddro!.codex?.alias).toEqual(
			expect.arrayContaining(['resume', 'CV', 'curriculum vitae', 'cover letter', 'apply']),
		);
		expect(Object.keys(loaded.credentials)).toEqual(['laddroApi']);
		expect(loaded.credentials.laddroApi!.displayName).toBe('Laddro API');
		expect(loaded.exported.sort()).toEqual(['Laddro', 'LaddroApi']);
	});

	it('The credential has the key as a password, and the base URL with its default.', () => {
		const [apiKey, baseUrl] = loaded.credentials.laddroApi!.properties;
		expect(apiKey).toMatchObject({
			name: 'apiKey',
			typeOptions: { password: true },
			required: true,
		});
		expect(baseUrl).toMatchObject({ name: 'baseUrl', default: 'https://api.laddro.com' });
	});

	it('The packed node has the parameters of the sources, which the contract is held against.', () => {
		const { properties } = new Laddro().description;
		expect(loaded.nodes.laddro!.properties).toEqual(JSON.parse(JSON.stringify(properties)));
	});

	it('Loading the node reads neither the files that only a run needs, nor anything but n8n.', () => {
		expect(loaded.readAtStart).toEqual(['dist/nodes/Laddro/Laddro.node.js']);
	});
});

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { packAndUnpack, type UnpackedPackage } from '../../n8n/workspace/pack';
import { defaults, languages, optionDefaults, parameters } from './contract';

const root = join(__dirname, '../..');

/** What a separate process, with n8n's packages within reach as in n8n, tells of the unpacked package. */
interface Loaded {
	packageName: string;
	nodes: Record<string, INodeTypeDescription>;
	credentials: Record<string, { displayName: string; properties: INodeProperties[] }>;
	exported: string[];
	requireMilliseconds: number;
}

const LOAD = `
require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');
const [directory] = process.argv.slice(1);
(async () => {
	require('n8n-workflow');
	const before = performance.now();
	require(directory + '/dist/nodes/Laddro/Laddro.node.js');
	const requireMilliseconds = performance.now() - before;
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const map = (types, pick) =>
		Object.fromEntries(Object.entries(types).map(([name, { type }]) => [name, pick(type)]));
	process.stdout.write(JSON.stringify({
		packageName: loader.packageName,
		nodes: map(loader.nodeTypes, ({ description }) => description),
		credentials: map(loader.credentialTypes, ({ displayName, properties }) => ({ displayName, properties })),
		exported: Object.keys(require(directory)),
		requireMilliseconds,
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

describe('the packed package', () => {
	let unpacked: UnpackedPackage;
	let loaded: Loaded;
	let manifest: Record<string, unknown>;

	beforeAll(() => {
		unpacked = packAndUnpack();
		loaded = load(unpacked.packageDir);
		manifest = JSON.parse(readFileSync(join(unpacked.packageDir, 'package.json'), 'utf8'));
	}, 60_000);

	afterAll(() => rmSync(unpacked.folder, { recursive: true, force: true }));

	it('holds what n8n needs and what people read, and nothing else', () => {
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
				'index.js',
				'package.json',
			].sort(),
		);
	});

	it('is smaller than 80 kB', () => {
		expect(unpacked.bytes).toBeLessThan(80_000);
	});

	it('has no dependencies, and only n8n itself as a peer', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('optionalDependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const code = readFileSync(
			join(unpacked.packageDir, 'dist/nodes/Laddro/Laddro.node.js'),
			'utf8',
		);
		const required = new Set(
			Array.from(code.matchAll(/\brequire\("([^"]+)"\)/g), ([, name]) => name),
		);
		expect([...required]).toEqual(['n8n-workflow']);
	});

	it('can be verified by n8n: licence, keyword, strict mode, where it comes from', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-laddro',
			license: 'MIT',
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(manifest.keywords).toContain('n8n-community-node-package');
		for (const field of ['author', 'homepage', 'repository', 'engines']) {
			expect(manifest[field]).toBeTruthy();
		}
		expect(
			Object.keys(Object(manifest.scripts)).filter((name) => /install|prepare/.test(name)),
		).toEqual([]);
	});

	it('gives n8n the node and the credential under their names', () => {
		expect(loaded.packageName).toBe('n8n-nodes-laddro');
		expect(Object.keys(loaded.nodes)).toEqual(['laddro']);
		expect(loaded.nodes.laddro).toMatchObject({
			displayName: 'Laddro',
			name: 'laddro',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'laddroApi', required: true }],
		});
		expect(loaded.nodes.laddro!.codex?.categories).toEqual(['Productivity']);
		expect(Object.keys(loaded.credentials)).toEqual(['laddroApi']);
		expect(loaded.credentials.laddroApi!.displayName).toBe('Laddro API');
		expect(loaded.exported.sort()).toEqual(['Laddro', 'LaddroApi']);
	});

	it('asks for the key as a password and for the base URL with its default', () => {
		const [apiKey, baseUrl] = loaded.credentials.laddroApi!.properties;
		expect(apiKey).toMatchObject({
			name: 'apiKey',
			typeOptions: { password: true },
			required: true,
		});
		expect(baseUrl).toMatchObject({ name: 'baseUrl', default: 'https://api.laddro.com' });
	});

	it('has the parameters that saved workflows know, with their values', () => {
		const found = loaded.nodes.laddro!.properties.map(({ name, options, modes }) => [
			name,
			(modes ?? options ?? [])
				.map((choice) => ('value' in choice ? String(choice.value) : choice.name))
				.sort(),
		]);
		expect(Object.fromEntries(found)).toEqual(parameters);
	});

	it('keeps the defaults that saved workflows rely on', () => {
		const found = loaded.nodes.laddro!.properties.map((property) => [
			property.name,
			property.default,
		]);
		expect(Object.fromEntries(found)).toEqual(defaults);
		const options = optionsOf(loaded.nodes.laddro!);
		const optionsFound = options.map((option) => [option.name, option.default]);
		expect(Object.fromEntries(optionsFound)).toMatchObject(optionDefaults);
	});

	it("offers the API's languages", () => {
		const language = optionsOf(loaded.nodes.laddro!).find(({ name }) => name === 'language');
		const codes = (language?.options ?? []).map((choice) => 'value' in choice && choice.value);
		expect([...codes].sort()).toEqual(languages);
	});

	it('offers Mode for Tailor only, Document Format for documents only, and one field for the posting', () => {
		const shown = Object.fromEntries(
			[...loaded.nodes.laddro!.properties, ...optionsOf(loaded.nodes.laddro!)]
				.filter(({ displayOptions }) => displayOptions)
				.map(({ name, displayOptions }) => [name, displayOptions?.show]),
		);
		expect(shown).toEqual({
			jobDescription: { jobSource: ['description'] },
			jobUrl: { jobSource: ['url'] },
			documentFormat: { output: ['document'] },
			mode: { '/operation': ['tailor'] },
		});
	});

	it('is loaded in less than 50 ms', () => {
		expect(loaded.requireMilliseconds).toBeLessThan(50);
	});
});

function optionsOf({ properties }: INodeTypeDescription): INodeProperties[] {
	const options = properties.find(({ name }) => name === 'options')?.options ?? [];
	return options.filter((option): option is INodeProperties => 'type' in option);
}

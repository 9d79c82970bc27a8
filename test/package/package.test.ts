import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { packAndUnpack, type UnpackedPackage } from '../../n8n/workspace/pack';
import {
	conditions,
	defaults,
	labels,
	offeredFor,
	operations,
	optionDefaults,
	parameters,
	ranges,
} from './contract';

const root = join(__dirname, '../..');

/** What a separate process, in which n8n's packages can be found as in n8n, reports of the unpacked package. */
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
				'dist/nodes/Laddro/parse.js',
				'dist/nodes/Laddro/unzip.js',
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
		expect(requiredBy('Laddro.node.js')).toEqual(
			new Set(['n8n-workflow', 'crypto', './parse.js', './unzip.js']),
		);
		expect(requiredBy('parse.js')).toEqual(new Set());
		expect(requiredBy('unzip.js')).toEqual(new Set());
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

	it('The node has the parameters that saved workflows have, with their values.', () => {
		const { properties } = loaded.nodes.laddro!;
		const found = namesOf(properties).map((name) => {
			const values = properties.filter((property) => property.name === name).flatMap(valuesOf);
			return [name, [...new Set(values)].sort()];
		});
		expect(Object.fromEntries(found)).toEqual(parameters);
	});

	it('The parameters keep the defaults that saved workflows rely on.', () => {
		const { properties } = loaded.nodes.laddro!;
		expect(defaultsOf(properties)).toEqual(defaults);
		expect(defaultsOf(entriesOf(properties))).toEqual(optionDefaults);
	});

	it('The numbers keep the ranges that saved workflows rely on.', () => {
		const { properties } = loaded.nodes.laddro!;
		const numbers = [...properties, ...entriesOf(properties)]
			.filter(({ typeOptions }) => typeOptions?.minValue !== undefined)
			.map(({ name, typeOptions: { minValue, maxValue } = {} }) => [
				name,
				maxValue === undefined ? [minValue] : [minValue, maxValue],
			]);
		expect(Object.fromEntries(numbers)).toEqual(ranges);
	});

	it('Each resource offers its operations, with the labels and actions by which n8n shows them.', () => {
		const found = loaded.nodes
			.laddro!.properties.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options = [] }) =>
				options.map((choice) => ({
					resource: displayOptions?.show?.resource?.[0],
					value: 'value' in choice && choice.value,
					label: choice.name,
					action: 'action' in choice && choice.action,
				})),
			);
		expect(found).toEqual(operations);
	});

	it('The resource and the operation can not be expressions.', () => {
		const fixed = loaded.nodes.laddro!.properties.filter((property) => property.noDataExpression);
		expect(fixed.map(({ name }) => name)).toEqual(['resource', 'operation', 'operation']);
	});

	it('The lists show the labels that the documentation names.', () => {
		const { properties } = loaded.nodes.laddro!;
		const found = [...properties, ...entriesOf(properties)]
			.filter(({ name }) => name in labels)
			.map(({ name, options = [] }) => [
				name,
				Object.fromEntries(
					options.map((choice) => ['value' in choice ? String(choice.value) : '', choice.name]),
				),
			]);
		expect(Object.fromEntries(found)).toEqual(labels);
	});

	it('A parameter is shown only where it means something.', () => {
		const { properties } = loaded.nodes.laddro!;
		const all = [...properties, ...entriesOf(properties)];
		const found = namesOf(all).flatMap((name) => {
			const own = all
				.filter((property) => property.name === name)
				.map(({ displayOptions }) => ownConditions(displayOptions?.show))
				.filter((show) => Object.keys(show).length > 0);
			return own.length > 0 ? [[name, own]] : [];
		});
		expect(Object.fromEntries(found)).toEqual(conditions);
	});

	it('An option is offered for the operations that have it.', () => {
		const entries = entriesOf(loaded.nodes.laddro!.properties);
		const found = namesOf(entries).flatMap((name) => {
			const offered = entries
				.filter((entry) => entry.name === name)
				.flatMap(({ displayOptions }) => displayOptions?.show?.['/operation'] ?? []);
			return offered.length > 0 ? [[name, offered]] : [];
		});
		expect(Object.fromEntries(found)).toEqual(offeredFor);
	});

	it('No two parameters of one name are shown for the same operation.', () => {
		const { properties } = loaded.nodes.laddro!;
		for (const list of [properties, entriesOf(properties)]) {
			const shown = list.flatMap(({ name, displayOptions: { show } = {} }) => {
				const users = show?.operation ?? show?.['/operation'] ?? [show?.resource ?? 'always'];
				return users.map((operation) => `${name} for ${String(operation)}`);
			});
			expect(shown.filter((one, index) => shown.indexOf(one) !== index)).toEqual([]);
		}
	});

	it('The node is loaded in less than 50 ms.', () => {
		expect(loaded.requireMilliseconds).toBeLessThan(50);
	});
});

function valuesOf({ modes, options = [] }: INodeProperties): string[] {
	return (modes ?? options).map((choice) =>
		'value' in choice ? String(choice.value) : choice.name,
	);
}

/** The names of parameters, each once. */
function namesOf(properties: readonly INodeProperties[]): string[] {
	return [...new Set(properties.map(({ name }) => name))];
}

/** The defaults by name: where a parameter stands twice, those that differ. */
function defaultsOf(properties: readonly INodeProperties[]): Record<string, unknown[]> {
	const found = namesOf(properties).map((name) => {
		const presets = properties
			.filter((property) => property.name === name)
			.map((property) => JSON.stringify(property.default));
		return [name, [...new Set(presets)].map((preset): unknown => JSON.parse(preset))];
	});
	return Object.fromEntries(found);
}

/** The conditions for showing a parameter, but for the operations that have it. */
function ownConditions(show: NonNullable<INodeProperties['displayOptions']>['show'] = {}) {
	const entries = Object.entries(show).filter(
		([condition]) => !['resource', 'operation', '/operation'].includes(condition),
	);
	return Object.fromEntries(entries);
}

/** The entries of all collections. */
function entriesOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties
		.filter(({ type }) => type === 'collection')
		.flatMap(({ options = [] }) => options)
		.filter((option): option is INodeProperties => 'type' in option);
}

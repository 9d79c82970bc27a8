import { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type INodeProperties,
} from 'n8n-workflow';
import { loop } from './loop';

function standIn(
	name: string,
	properties: INodeProperties[],
	execute: INodeType['execute'],
	isTrigger = false,
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: isTrigger ? ['trigger'] : ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: isTrigger ? [] : [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties,
		},
		execute,
	};
}

const passThrough: INodeType['execute'] = async function () {
	return [this.getInputData()];
};

/** Replacements for the few nodes of n8n that the workflow files use; the full package is a gigabyte. */
const standIns = new Map<string, INodeType>([
	['n8n-nodes-base.manualTrigger', standIn('manualTrigger', [], passThrough, true)],
	['n8n-nodes-base.stickyNote', standIn('stickyNote', [], passThrough)],
	['n8n-nodes-base.noOp', standIn('noOp', [], passThrough)],
	['test.loop', loop],
	[
		// Evaluates an expression for each item, as nodes do that refer to earlier ones.
		'test.evaluate',
		standIn(
			'evaluate',
			[{ displayName: 'Value', name: 'value', type: 'string', default: '' }],
			async function () {
				return [
					this.getInputData().map((_item, index): INodeExecutionData => {
						const value: unknown = this.getNodeParameter('value', index);
						return { json: { value } as IDataObject, pairedItem: { item: index } };
					}),
				];
			},
		),
	],
]);

/** The types of the built package in `directory`, named as n8n names them, together with the replacements and `more`. */
export async function loadTypes(directory: string, more: Readonly<Record<string, INodeType>>) {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const nodes = new Map([...standIns, ...Object.entries(more)]);
	for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
		if ('nodeVersions' in type) continue;
		nodes.set(`${loader.packageName}.${name}`, type);
		// n8n registers such a node a second time for agents, and calls its execute in an ordinary context.
		if (type.description.usableAsTool) nodes.set(`${loader.packageName}.${name}Tool`, type);
	}
	const find = (name: string): INodeType => {
		const type = nodes.get(name);
		if (!type) throw new Error(`The engine has no node of type ${name}`);
		return type;
	};
	const nodeTypes: INodeTypes = {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
	const credentialTypes = new Map(
		Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
	);
	return { nodeTypes, credentialTypes };
}

import type { INodeProperties, NodeHint } from 'n8n-workflow';
import { shownWhere, type Field } from '../parameters/field';
import type { Collection } from '../parameters/itemParameters';
import { runFields } from '../parameters/requestOptions';
import type { Operation, ResourceName } from './operation';

/** The resources, in the order of the list in the editor. */
const resources: ReadonlyArray<{ name: string; value: ResourceName; description: string }> = [
	{
		name: 'Job Application',
		value: 'application',
		description: 'The documents for a job application',
	},
	{
		name: 'Saved Document',
		value: 'document',
		description: 'A resume or cover letter stored by Laddro',
	},
];

const collections: ReadonlyArray<{ name: Collection; displayName: string }> = [
	{ name: 'letterDetails', displayName: 'Letter Details' },
	{ name: 'options', displayName: 'Options' },
	{ name: 'requestOptions', displayName: 'Limits and Retries' },
];

/** A field, and the operations that have it. */
interface SharedField {
	readonly field: Field<unknown>;
	readonly operations: readonly Operation[];
}

/** The node's parameters, top to bottom, each shown for the operations that have it. */
export function describeParameters(operations: readonly Operation[]): INodeProperties[] {
	const shared = sharedFields(operations);
	return [
		resourceParameter(),
		...resources.map(({ value }) =>
			operationParameter(
				value,
				operations.filter(({ resource }) => resource === value),
			),
		),
		...shared.filter(({ field }) => !field.collection).flatMap(propertiesOf),
		...collections.map((collection) => collectionParameter(collection, shared, operations)),
	];
}

/** The text below the node's name in the editor: the operation's label. */
export function describeSubtitle(operations: readonly Operation[]): string {
	const labels = Object.fromEntries(operations.map(({ value, label }) => [value, label]));
	return `={{ ${JSON.stringify(labels)}[$parameter["operation"]] }}`;
}

/** What the editor shows before a run of an operation that costs credits. */
export function describeHints(operations: readonly Operation[]): NodeHint[] {
	const paid = operations.filter(({ credits }) => credits > 0).map(({ value }) => value);
	return [
		{
			message:
				'Each run costs credits. While you build the rest of the workflow, pin the output of one run: pinned data costs nothing.',
			type: 'info',
			location: 'outputPane',
			whenToDisplay: 'beforeExecution',
			displayCondition: `={{ ${JSON.stringify(paid)}.includes($parameter["operation"]) }}`,
		},
	];
}

function resourceParameter(): INodeProperties {
	const preset = resources[0]?.value ?? '';
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [...resources],
		default: preset,
	};
}

function operationParameter(
	resource: ResourceName,
	operations: readonly Operation[],
): INodeProperties {
	const preset = operations[0]?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ label, value, action, description, credits }) => ({
			name: label,
			value,
			action,
			description: `${description} (${priceOf(credits)})`,
		})),
		default: preset,
	};
}

function priceOf(credits: number): string {
	if (credits === 0) return 'no credits';
	return credits === 1 ? '1 credit' : `${credits} credits`;
}

/** All fields in the order of the operations; those that hold for the whole run belong to each of them. */
function sharedFields(operations: readonly Operation[]): SharedField[] {
	const users = new Map<Field<unknown>, Operation[]>();
	for (const operation of operations) {
		for (const field of [...operation.fields, ...Object.values(runFields)]) {
			users.set(field, [...(users.get(field) ?? []), operation]);
		}
	}
	return [...users].map(([field, having]) => ({ field, operations: having }));
}

/** What the editor shows of a field, for the operations that have it. */
function propertiesOf({ field, operations }: SharedField): readonly INodeProperties[] {
	const { operation, resource } = shownFor(operations);
	// All entries of a collection are for the resources of the collection.
	const show = field.collection ? { operation } : { resource, operation };
	return shownWhere({ field }, show).field.properties;
}

/** A collection with its entries in the order of their labels, as n8n wants them, shown for the operations that have any. */
function collectionParameter(
	{ name, displayName }: (typeof collections)[number],
	shared: readonly SharedField[],
	operations: readonly Operation[],
): INodeProperties {
	const fields = shared.filter(({ field }) => field.collection === name);
	const users = [...new Set(fields.flatMap((entry) => entry.operations))];
	const entries = fields
		.flatMap((entry) =>
			entry.operations.length === users.length ? entry.field.properties : propertiesOf(entry),
		)
		.sort((one, other) => (one.displayName < other.displayName ? -1 : 1));
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: entries,
		...(users.length < operations.length && { displayOptions: { show: shownFor(users) } }),
	};
}

function shownFor(operations: readonly Operation[]) {
	return {
		resource: [...new Set(operations.map(({ resource }) => resource))],
		operation: operations.map(({ value }) => value),
	};
}

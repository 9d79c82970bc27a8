import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { LaddroApi } from '../../../credentials/LaddroApi.credentials';
import { Laddro } from '../../../nodes/Laddro/Laddro.node';

/** The credential's fields. */
export const credentialFields: readonly INodeProperties[] = new LaddroApi().properties;

const { properties } = new Laddro().description;

/** The node's collections. */
export const collections = properties.filter(({ type }) => type === 'collection');

/** The node's parameters that stand in no collection. */
export const parameters = properties.filter(({ type }) => type !== 'collection');

/** The entries of a collection. */
export function entriesOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

/** The choices of a list; none for a parameter of another kind. */
export function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	if (type !== 'options') return [];
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** Everything that people set: parameters, entries of collections, and the credential's fields. */
export const everything = [...parameters, ...collections.flatMap(entriesOf), ...credentialFields];

import type { INodeProperties } from 'n8n-workflow';

/** All parameters of a name: some stand twice, for different operations. */
export function parametersNamed(
	properties: readonly INodeProperties[],
	name: string,
): INodeProperties[] {
	return properties.filter((property) => property.name === name);
}

/** The first parameter of a name. */
export function parameter(properties: readonly INodeProperties[], name: string): INodeProperties {
	const found = properties.find((property) => property.name === name);
	if (!found) throw new Error(`There is no parameter "${name}"`);
	return found;
}

/** The entries of a list or collection, or the modes of a resource locator. */
export function choicesOf({ options, modes }: INodeProperties): unknown[] {
	return modes ?? options ?? [];
}

/** The entries of a collection. */
export function entriesOf(
	properties: readonly INodeProperties[],
	collection: string,
): INodeProperties[] {
	const { options = [] } = parameter(properties, collection);
	return options.filter((option): option is INodeProperties => 'type' in option);
}

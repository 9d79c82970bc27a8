import type { INodeProperties } from 'n8n-workflow';

/** The operations on job applications. */
export const APPLICATION = ['tailor', 'coverLetter', 'both'];

/** The operations on stored documents. */
export const DOCUMENT = ['get', 'getMany', 'downloadPdf'];

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

/** The labels of the choices of a parameter. */
export function labelsOf(properties: readonly INodeProperties[], name: string): unknown[] {
	return choicesOf(parameter(properties, name)).map((choice) =>
		Reflect.get(Object(choice), 'name'),
	);
}

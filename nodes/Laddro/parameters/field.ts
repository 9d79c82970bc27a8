import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { success, type Result } from '../common/result';
import type { Collection, ItemParameters } from './itemParameters';

/** A parameter, or several that belong together: what the editor shows and how it is read, side by side. */
export interface Field<Value> {
	/** What the editor shows, top to bottom. The operations add when it is shown. */
	readonly properties: readonly INodeProperties[];
	/** The collection that contains it, if one does. */
	readonly collection?: Collection;
	/** Reads and checks the value for one input item. */
	readonly read: (parameters: ItemParameters) => Result<Value>;
}

/** Fields by the names that their values are to have. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The values of fields, by the same names. */
export type ValuesOf<Group extends Fields> = {
	[Name in keyof Group]: Group[Name] extends Field<infer Value> ? Value : never;
};

/** Reads a group of fields. The first that can't be used is the failure of the group. */
export function readFields<Group extends Fields>(
	fields: Group,
	parameters: ItemParameters,
): Result<ValuesOf<Group>> {
	const values: Partial<ValuesOf<Group>> = {};
	for (const [name, field] of Object.entries(fields)) {
		const result = field.read(parameters);
		if (!result.ok) return result;
		Object.assign(values, { [name]: result.value });
	}
	return success(values as ValuesOf<Group>);
}

/** The same fields, shown only where other parameters have these values as well. */
export function shownOnly<Group extends Fields>(
	fields: Group,
	show: NonNullable<IDisplayOptions['show']>,
): Group {
	const shown = Object.entries(fields).map(([name, field]) => [
		name,
		{ ...field, properties: field.properties.map((property) => restricted(property, show)) },
	]);
	return Object.fromEntries(shown) as Group;
}

/** Adds conditions for showing a parameter to those that it has. */
export function restricted(
	property: INodeProperties,
	show: NonNullable<IDisplayOptions['show']>,
): INodeProperties {
	const { displayOptions } = property;
	return {
		...property,
		displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
	};
}

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
export type ValuesOf<Group> = {
	[Name in keyof Group]: NonNullable<Group[Name]> extends Field<infer Value> ? Value : never;
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

/** Fields of one collection, or of none, as one field that has all their values. */
export function grouped<Group extends Fields>(
	fields: Group,
	collection?: Collection,
): Field<ValuesOf<Group>> {
	return {
		properties: Object.values(fields).flatMap(({ properties }) => properties),
		collection,
		read: (parameters) => readFields(fields, parameters),
	};
}

/** The same field with something else made of its value. */
export function mapped<From, To>(
	field: Field<From>,
	parse: (value: From, parameters: ItemParameters) => Result<To>,
): Field<To> {
	return {
		...field,
		read(parameters) {
			const value = field.read(parameters);
			return value.ok ? parse(value.value, parameters) : value;
		},
	};
}

/** The same field with a value where none is set. */
export function withDefault<Value>(field: Field<Value | undefined>, preset: Value): Field<Value> {
	return mapped(field, (value) => success(value ?? preset));
}

/** The same fields, shown and read only where a choice has one of these values. Elsewhere their value is `undefined`. */
export function onlyWhere<Group extends Fields, Choice extends string>(
	fields: Group,
	choice: Field<Choice>,
	values: readonly Choice[],
): { [Name in keyof Group]: Field<ValuesOf<Group>[Name] | undefined> } {
	const limited = Object.entries(
		shownWhere(fields, { [choice.properties[0]?.name ?? '']: [...values] }),
	).map(([fieldName, field]): [string, Field<unknown>] => [
		fieldName,
		{
			...field,
			read(parameters) {
				const chosen = choice.read(parameters);
				if (!chosen.ok || !values.includes(chosen.value)) return success(undefined);
				return field.read(parameters);
			},
		},
	]);
	return Object.fromEntries(limited) as ReturnType<typeof onlyWhere<Group, Choice>>;
}

/**
 * The same fields, shown only where other parameters have these values as well.
 *
 * @param show by the names of parameters that are in no collection
 */
export function shownWhere<Group extends Fields>(
	fields: Group,
	show: NonNullable<IDisplayOptions['show']>,
): Group {
	const shown = Object.entries(fields).map(([name, field]) => {
		// From within a collection, a slash leads to the parameters outside of it.
		const path = (parameter: string) => (field.collection ? `/${parameter}` : parameter);
		const added = Object.fromEntries(
			Object.entries(show).map(([parameter, values]) => [path(parameter), values]),
		);
		const properties = field.properties.map(({ displayOptions, ...property }) => ({
			...property,
			displayOptions: { ...displayOptions, show: { ...added, ...displayOptions?.show } },
		}));
		return [name, { ...field, properties }];
	});
	return Object.fromEntries(shown) as Group;
}

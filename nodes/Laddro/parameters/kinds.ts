import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { success, type Result } from '../common/result';
import { isVisible } from '../common/visible';
import { mapped, withDefault, type Field } from './field';
import { unusable, type Collection } from './itemParameters';

type Property = Omit<INodeProperties, 'type' | 'options'>;

/** A field with one parameter, of which `parse` makes the value. It is `undefined` where none is set. */
export function fieldOf<Value>(
	property: INodeProperties,
	collection: Collection | undefined,
	parse: (value: unknown) => Result<Value>,
): Field<Value | undefined> {
	return {
		properties: [property],
		collection,
		read(parameters) {
			const { name, type } = property;
			const value =
				type === 'resourceLocator'
					? parameters.locatedId(name, collection)
					: parameters.value(name, collection);
			if (!value.ok) return value;
			return isNotSet(value.value) ? success(undefined) : parse(value.value);
		},
	};
}

/** Cells of a sheet and fields of a form are text, also where they are empty. */
function isNotSet(value: unknown): boolean {
	return value === null || (typeof value === 'string' && !isVisible(value));
}

/** The same kind of field, for one of the collections. */
export function within<Property, Made>(
	collection: Collection,
	kind: (property: Property, collection: Collection) => Made,
): (property: Property) => Made {
	return (property) => kind(property, collection);
}

/** A line or more of text. Its value is `undefined` when it is empty. */
export function textField(property: Property, collection?: Collection): Field<string | undefined> {
	return fieldOf({ ...property, type: 'string' }, collection, (value) =>
		textOf(value, property.displayName),
	);
}

/** What an expression within text gives for a number that is none, or for objects. */
const NO_TEXT = /^(?:[\s,]|NaN|\[object Object\])+$/;

/** The text that a parameter holds. Expressions often give numbers. */
export function textOf(value: unknown, label: string): Result<string> {
	if (Number.isFinite(value)) return success(String(value));
	if (typeof value === 'string' && !NO_TEXT.test(value)) return success(value);
	return unusable(`'${label}' is not text`, 'Enter text.');
}

/** The same text without spaces around it. */
export function trimmed(field: Field<string | undefined>): Field<string | undefined> {
	return mapped(field, (text) => success(text?.trim()));
}

/** The name of a binary field of the output; the default when it is empty. */
export function binaryField(property: Property & { default: string }): Field<string> {
	return withDefault(trimmed(textField({ ...property, required: true })), property.default);
}

type Picker = Omit<Property, 'default'> &
	Record<'searchListMethod' | 'listPlaceholder' | 'idPlaceholder', string>;

/** An id that is chosen from a list, which a method of the node fills, or typed in. `undefined` when it is empty. */
export function pickerField(
	{ searchListMethod, listPlaceholder, idPlaceholder, ...property }: Picker,
	collection?: Collection,
): Field<string | undefined> {
	const shown: INodeProperties = {
		...property,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: listPlaceholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
		],
	};
	return trimmed(fieldOf(shown, collection, (value) => textOf(value, property.displayName)));
}

type Choice<Value> = Property & { options: Array<INodePropertyOptions & { value: Value }> };

/** One of several values, or none: then it is `undefined`. */
export function choiceField<Value extends string>(
	property: Choice<Value>,
	collection?: Collection,
): Field<Value | undefined> {
	const { displayName, options } = property;
	return fieldOf({ ...property, type: 'options' }, collection, (value) => {
		const choice = options.find((option) => option.value === value);
		return choice ? success(choice.value) : notAChoice(displayName, options);
	});
}

/** One of several values; the default when it is not set. */
export function choiceFieldWithDefault<Value extends string>(
	property: Choice<Value> & { default: Value },
	collection?: Collection,
): Field<Value> {
	return withDefault(choiceField<Value>(property, collection), property.default);
}

/** The failure of a parameter that has another value than its list offers. */
export function notAChoice(label: string, choices: ReadonlyArray<{ value: unknown }>) {
	const values = new Set(choices.map(({ value }) => String(value)));
	return unusable(`'${label}' has an unknown value`, `Use one of: ${[...values].join(', ')}.`);
}

/** A whole number; the default when it is not set. */
export function wholeNumberField(
	property: Property & { default: number; minimum: number; maximum?: number },
	collection?: Collection,
): Field<number> {
	const { minimum, maximum, ...rest } = property;
	const typeOptions = {
		minValue: minimum,
		...(maximum !== undefined && { maxValue: maximum }),
		numberPrecision: 0,
	};
	const field = fieldOf({ ...rest, type: 'number', typeOptions }, collection, (value) => {
		const number = numberOf(value);
		if (Number.isInteger(number) && number >= minimum && number <= (maximum ?? Infinity)) {
			return success(number);
		}
		const range = maximum === undefined ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`;
		return unusable(
			`'${property.displayName}' is not a whole number ${range}`,
			`Use a whole number ${range}.`,
		);
	});
	return withDefault(field, property.default);
}

/** A number in a collection. Its value is `undefined` when it is not set; the default is what an added one shows. */
export function optionalNumberField(
	property: Property & { default: number },
	collection: Collection,
): Field<number | undefined> {
	return fieldOf({ ...property, type: 'number' }, collection, (value) => {
		const number = numberOf(value);
		if (Number.isFinite(number)) return success(number);
		return unusable(`'${property.displayName}' is not a number`, 'Use a number.');
	});
}

/** Expressions may give a number as text. */
function numberOf(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' ? Number(value) : NaN;
}

/** A switch; the default when it is not set. */
export function booleanField(
	property: Property & { default: boolean },
	collection?: Collection,
): Field<boolean> {
	return withDefault(optionalBooleanField(property, collection), property.default);
}

/** A switch. Its value is `undefined` when it is not set; the default is what an added one shows. */
export function optionalBooleanField(
	property: Property & { default: boolean },
	collection?: Collection,
): Field<boolean | undefined> {
	return fieldOf({ ...property, type: 'boolean' }, collection, (value) => {
		const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
		if (word === true || word === 'true') return success(true);
		if (word === false || word === 'false') return success(false);
		return unusable(`'${property.displayName}' is not true or false`, 'Use true or false.');
	});
}

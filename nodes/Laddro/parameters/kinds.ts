import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { success, type Result } from '../common/result';
import type { Field } from './field';
import { unusable, type Collection } from './itemParameters';

type Property = Omit<INodeProperties, 'type' | 'options'>;

/** A line or more of text. Its value is `undefined` when it is empty. */
export function textField(property: Property): Field<string | undefined> {
	return {
		properties: [{ ...property, type: 'string' }],
		read(parameters) {
			const value = parameters.value(property.name);
			return value.ok ? textOf(value.value, property.displayName) : value;
		},
	};
}

/** The text that a parameter holds. Expressions often give numbers. */
export function textOf(value: unknown, label: string): Result<string | undefined> {
	if (value === null) return success(undefined);
	if (typeof value === 'string' || typeof value === 'number') {
		return success(String(value).trim() === '' ? undefined : String(value));
	}
	return unusable(`'${label}' is not text`, 'Enter text.');
}

/** The name of a binary field of the output; the default when it is empty. */
export function binaryField(property: Property & { default: string }): Field<string> {
	const { properties, read } = textField({ ...property, required: true });
	return {
		properties,
		read(parameters) {
			const name = read(parameters);
			return name.ok ? success(name.value?.trim() ?? property.default) : name;
		},
	};
}

/** An id that is chosen from a list, which a method of the node fills, or typed in. `undefined` when it is empty. */
export function pickerField(
	{
		searchListMethod,
		listPlaceholder,
		idPlaceholder,
		...property
	}: Omit<Property, 'default'> & {
		searchListMethod: string;
		listPlaceholder: string;
		idPlaceholder: string;
	},
	collection?: Collection,
): Field<string | undefined> {
	const { name, displayName } = property;
	return {
		properties: [
			{
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
			},
		],
		collection,
		read(parameters) {
			const value = parameters.locatedId(name, collection);
			if (!value.ok) return value;
			const id = textOf(value.value, displayName);
			return id.ok ? success(id.value?.trim()) : id;
		},
	};
}

/** One of several values, or none: then it is `undefined`. */
export function choiceField<Value extends string>(
	property: Property & { options: Array<INodePropertyOptions & { value: Value }> },
	collection?: Collection,
): Field<Value | undefined> {
	const { name, displayName, options } = property;
	return {
		properties: [{ ...property, type: 'options' }],
		collection,
		read(parameters) {
			const value = parameters.value(name, collection);
			if (!value.ok) return value;
			if (value.value === null || value.value === '') return success(undefined);
			const choice = options.find((option) => option.value === value.value);
			return choice ? success(choice.value) : notAChoice(displayName, options);
		},
	};
}

/** One of several values; the default when it is not set. */
export function choiceFieldWithDefault<Value extends string>(
	property: Property & {
		options: Array<INodePropertyOptions & { value: Value }>;
		default: Value;
	},
	collection?: Collection,
): Field<Value> {
	const { properties, read } = choiceField<Value>(property, collection);
	return {
		properties,
		collection,
		read(parameters) {
			const choice = read(parameters);
			return choice.ok ? success(choice.value ?? property.default) : choice;
		},
	};
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
	const { minimum, maximum, ...shown } = property;
	return {
		properties: [
			{
				...shown,
				type: 'number',
				typeOptions: {
					minValue: minimum,
					...(maximum !== undefined && { maxValue: maximum }),
					numberPrecision: 0,
				},
			},
		],
		collection,
		read(parameters) {
			const value = parameters.value(property.name, collection);
			if (!value.ok) return value;
			const number = numberOf(value.value ?? property.default);
			if (Number.isInteger(number) && number >= minimum && number <= (maximum ?? Infinity)) {
				return success(number);
			}
			const range =
				maximum === undefined ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`;
			return unusable(
				`'${property.displayName}' is not a whole number ${range}`,
				`Use a whole number ${range}.`,
			);
		},
	};
}

/** A number in a collection. Its value is `undefined` when it is not set; the default is what an added one shows. */
export function optionalNumberField(
	property: Property & { default: number },
	collection: Collection,
): Field<number | undefined> {
	return {
		properties: [{ ...property, type: 'number' }],
		collection,
		read(parameters) {
			const value = parameters.value(property.name, collection);
			if (!value.ok) return value;
			if (value.value === null || value.value === '') return success(undefined);
			const number = numberOf(value.value);
			if (Number.isFinite(number)) return success(number);
			return unusable(`'${property.displayName}' is not a number`, 'Use a number.');
		},
	};
}

/** Expressions may give a number as text. */
function numberOf(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

/** A switch; the default when it is not set. */
export function booleanField(
	property: Property & { default: boolean },
	collection?: Collection,
): Field<boolean> {
	const { properties, read } = optionalBooleanField(property, collection);
	return {
		properties,
		collection,
		read(parameters) {
			const value = read(parameters);
			return value.ok ? success(value.value ?? property.default) : value;
		},
	};
}

/** A switch. Its value is `undefined` when it is not set; the default is what an added one shows. */
export function optionalBooleanField(
	property: Property & { default: boolean },
	collection?: Collection,
): Field<boolean | undefined> {
	return {
		properties: [{ ...property, type: 'boolean' }],
		collection,
		read(parameters) {
			const value = parameters.value(property.name, collection);
			if (!value.ok) return value;
			if (value.value === null) return success(undefined);
			if (typeof value.value === 'boolean') return success(value.value);
			return unusable(`'${property.displayName}' is not true or false`, 'Use true or false.');
		},
	};
}

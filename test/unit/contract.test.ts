import type { INodeProperties } from 'n8n-workflow';
import { collections, operations, parameters, type ContractField } from '../package/contract';
import { describeParameters } from '../../nodes/Laddro/operations/description';
import { operations as known } from '../../nodes/Laddro/operations';
import { entriesOf } from './operations/described';

const properties = describeParameters(known);

/** A parameter as the contract lists it. */
function asListed(property: INodeProperties): ContractField {
	const { name, displayName, type, default: preset, required, displayOptions } = property;
	const { minValue, maxValue } = property.typeOptions ?? {};
	const choices = choicesOf(property);
	return {
		name,
		label: displayName,
		type,
		default: preset,
		...(choices.length > 0 && { choices: Object.fromEntries(choices) }),
		...(minValue !== undefined && {
			range: maxValue === undefined ? [minValue] : [minValue, maxValue],
		}),
		...(displayOptions?.show && { show: displayOptions.show }),
		...(required && { isRequired: required }),
	};
}

/** Values and labels of a list, names and labels of a resource locator's modes. */
function choicesOf({ modes = [], options = [] }: INodeProperties): Array<[unknown, string]> {
	return [
		...modes.map(({ name, displayName }): [string, string] => [name, displayName]),
		...options.map((choice): [unknown, string] => ['value' in choice && choice.value, choice.name]),
	];
}

/** With the choices as pairs, so that their order counts as well. */
const inOrder = (fields: ContractField[]) =>
	fields.map(({ choices = {}, ...field }) => ({ ...field, choices: Object.entries(choices) }));

it('The parameters are those of saved workflows.', () => {
	const listed = properties.filter(({ type }) => type !== 'collection').map(asListed);
	expect(inOrder(listed)).toEqual(inOrder(parameters));
});

it('The collections are those of saved workflows.', () => {
	const listed = properties.filter(({ type }) => type === 'collection');
	expect(
		listed.map(({ displayName, default: preset, displayOptions }) => [
			displayName,
			preset,
			displayOptions?.show?.operation ?? 'all',
		]),
	).toEqual([
		['Letter Details', {}, ['createCoverLetter']],
		['Options', {}, 'all'],
		['Limits and Retries', {}, 'all'],
	]);
	expect(listed.map(({ name }) => name)).toEqual(Object.keys(collections));
});

it.each(Object.entries(collections))(
	'The entries of %s are those of saved workflows.',
	(name, entries) => {
		expect(inOrder(entriesOf(properties, name).map(asListed))).toEqual(inOrder(entries));
	},
);

it('The operations are those of saved workflows.', () => {
	expect(
		known.map(({ resource, value, label, action }) => ({ resource, value, label, action })),
	).toEqual(operations);
});

it('No two parameters of one name are shown for the same operation and output.', () => {
	for (const list of [parameters, ...Object.values(collections)]) {
		const shown = list.flatMap(({ name, show }) => {
			const users = show?.operation ?? show?.['/operation'] ?? [show?.resource ?? 'always'];
			const outputs = show?.output ?? show?.['/output'] ?? ['any'];
			return users.flatMap((operation) =>
				outputs.map((output) => `${name} for ${String(operation)} as ${String(output)}`),
			);
		});
		expect(shown.filter((one, index) => shown.indexOf(one) !== index)).toEqual([]);
	}
});

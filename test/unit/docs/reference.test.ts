import type { INodeProperties } from 'n8n-workflow';
import { choicesOf, collections, credentialFields, entriesOf, parameters } from './description';
import { partOf, readPage, rowsOf } from './pages';

const page = readPage('docs/reference.md');

/** A default as the reference writes it: by labels where there are any. */
function writtenDefault(property: INodeProperties): string {
	const { type, default: preset, modes = [] } = property;
	switch (type) {
		case 'options':
			return choicesOf(property).find(({ value }) => value === preset)?.name ?? 'none';
		case 'boolean':
			return preset ? 'on' : 'off';
		case 'number':
			return String(preset);
		case 'resourceLocator': {
			const { mode, value } = Object(preset);
			const label = modes.find(({ name }) => name === mode)?.displayName;
			return `${label}, ${value === '' ? 'empty' : value}`;
		}
		default:
			return preset === '' ? 'empty' : `\`${String(preset)}\``;
	}
}

/** What else the row of a parameter names: its choices, and the range of a number. */
function details(property: INodeProperties): string[] {
	const { type, modes = [], typeOptions: { minValue, maxValue } = {} } = property;
	const labels = choicesOf(property).map(({ name }) => name);
	if (type === 'resourceLocator') labels.push(...modes.map(({ displayName }) => displayName));
	if (minValue === undefined) return labels;
	const range = maxValue === undefined ? 'or more' : `to ${maxValue.toLocaleString('en')}`;
	return [...labels, `${minValue.toLocaleString('en')} ${range}`];
}

/** Each table of the reference, by its heading, with what it has to describe. */
const tables: Array<[heading: string, properties: readonly INodeProperties[]]> = [
	['Credential', credentialFields],
	['Parameters', parameters],
	...collections.map((collection): [string, INodeProperties[]] => [
		collection.displayName,
		entriesOf(collection),
	]),
];

describe.each(tables)('The table of the reference below "%s"', (heading, properties) => {
	const rows = rowsOf(partOf(page, heading));

	it.each(properties.map((property) => [property.displayName, property] as const))(
		'has a row for %s with its default, its choices and its range',
		(label, property) => {
			const row = rows.find(
				([name, preset]) => name === label && preset === writtenDefault(property),
			);
			const written = { label, default: writtenDefault(property) };
			expect({ label: row?.[0], default: row?.[1] }).toEqual(written);
			expect(details(property).filter((detail) => !row?.[2]?.includes(detail))).toEqual([]);
		},
	);
});

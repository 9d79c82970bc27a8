import type { INodeProperties } from 'n8n-workflow';
import { success } from '../common/result';
import type { Field } from './field';
import { choiceField, optionalNumberField, textOf } from './kinds';

/** What a PDF file looks like, by the names of the request's body. The units are Laddro's: numbers are passed on as they are. */
export const looks = {
	templateId: pickerField({
		displayName: 'Template',
		name: 'templateId',
		searchListMethod: 'searchTemplates',
		placeholder: 'e.g. GRAPHITE',
		description: "The template of the PDF file. Without this option it is Laddro's choice.",
	}),
	colorId: pickerField({
		displayName: 'Color',
		name: 'colorId',
		searchListMethod: 'searchColors',
		placeholder: 'e.g. blue',
		description: "The color of the PDF file, one of the template's",
	}),
	font: pickerField({
		displayName: 'Font',
		name: 'font',
		searchListMethod: 'searchFonts',
		placeholder: 'e.g. Inter',
		description: 'The font of the PDF file',
	}),
	spacing: optionalNumberField(
		{
			displayName: 'Spacing',
			name: 'spacing',
			default: 1,
			description: "The space between lines and sections, in the template's own unit",
		},
		'options',
	),
	margin: optionalNumberField(
		{
			displayName: 'Margin',
			name: 'margin',
			default: 20,
			description: "The margin of the pages, in the template's own unit",
		},
		'options',
	),
	fontSize: optionalNumberField(
		{
			displayName: 'Font Size',
			name: 'fontSize',
			default: 11,
			description: "The size of the text, in the template's own unit",
		},
		'options',
	),
	pageNumbering: choiceField(
		{
			displayName: 'Page Numbering',
			name: 'pageNumbering',
			options: [
				{ name: 'Fraction', value: 'fraction', description: 'The page and how many there are' },
				{ name: 'None', value: 'none' },
				{ name: 'Page', value: 'page', description: 'The page with the word for it' },
				{ name: 'Simple', value: 'simple', description: 'The number alone' },
			],
			default: 'none',
			description: 'How the pages are numbered',
		},
		'options',
	),
};

/** An id of one of the API's public lists. Any other is passed on as well: Laddro says whether it knows it. */
function pickerField({
	searchListMethod,
	placeholder,
	...property
}: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description'> & {
	searchListMethod: string;
}): Field<string | undefined> {
	const { displayName, name } = property;
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
						placeholder: `Select a ${displayName.toLowerCase()}…`,
						typeOptions: { searchListMethod, searchable: true },
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
				],
			},
		],
		collection: 'options',
		read(parameters) {
			const value = parameters.locatedId(name, 'options');
			if (!value.ok) return value;
			const id = textOf(value.value, displayName);
			return id.ok ? success(id.value?.trim()) : id;
		},
	};
}

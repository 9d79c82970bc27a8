import { choiceField, optionalNumberField, pickerField } from './kinds';

/** What a PDF file looks like, by the names of the request's body. The units are Laddro's: numbers are passed on as they are. */
export const looks = {
	templateId: pickerField(
		{
			displayName: 'Template',
			name: 'templateId',
			searchListMethod: 'searchTemplates',
			listPlaceholder: 'Select a template…',
			idPlaceholder: 'e.g. GRAPHITE',
			description: "The template of the PDF file. Without this option it is Laddro's choice.",
		},
		'options',
	),
	colorId: pickerField(
		{
			displayName: 'Color',
			name: 'colorId',
			searchListMethod: 'searchColors',
			listPlaceholder: 'Select a color…',
			idPlaceholder: 'e.g. blue',
			description: "The color of the PDF file, one of the template's",
		},
		'options',
	),
	font: pickerField(
		{
			displayName: 'Font',
			name: 'font',
			searchListMethod: 'searchFonts',
			listPlaceholder: 'Select a font…',
			idPlaceholder: 'e.g. Inter',
			description: 'The font of the PDF file',
		},
		'options',
	),
	spacing: optionalNumberField(
		{
			displayName: 'Spacing',
			name: 'spacing',
			default: 1,
			description: "The space between lines and sections, in Laddro's unit",
		},
		'options',
	),
	margin: optionalNumberField(
		{
			displayName: 'Margin',
			name: 'margin',
			default: 20,
			description: "The margin of the pages, in Laddro's unit",
		},
		'options',
	),
	fontSize: optionalNumberField(
		{
			displayName: 'Font Size',
			name: 'fontSize',
			default: 11,
			description: "The size of the text, in Laddro's unit",
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

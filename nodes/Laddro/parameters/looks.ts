import { withoutUndefined } from '../common/json';
import { success } from '../common/result';
import { grouped, mapped } from './field';
import { choiceField, optionalNumberField, pickerField, within } from './kinds';

const picker = within('options', pickerField);
const number = within('options', optionalNumberField);

/** By the names of the request's body. The units are Laddro's: numbers are passed on as they are. */
const lookFields = {
	templateId: picker({
		displayName: 'Template',
		name: 'templateId',
		searchListMethod: 'searchTemplates',
		listPlaceholder: 'Select a template…',
		idPlaceholder: 'e.g. GRAPHITE',
		description: 'Template of the PDF file. Without this option, Laddro chooses.',
	}),
	colorId: picker({
		displayName: 'Color',
		name: 'colorId',
		searchListMethod: 'searchColors',
		listPlaceholder: 'Select a color…',
		idPlaceholder: 'e.g. blue',
		description: "Color of the PDF file, from the template's colors",
	}),
	font: picker({
		displayName: 'Font',
		name: 'font',
		searchListMethod: 'searchFonts',
		listPlaceholder: 'Select a font…',
		idPlaceholder: 'e.g. Inter',
		description: 'Font of the PDF file',
	}),
	spacing: number({
		displayName: 'Spacing',
		name: 'spacing',
		default: 1,
		description: "Space between lines and sections, in Laddro's unit",
	}),
	margin: number({
		displayName: 'Margin',
		name: 'margin',
		default: 20,
		description: "Margin of the pages, in Laddro's unit",
	}),
	fontSize: number({
		displayName: 'Font Size',
		name: 'fontSize',
		default: 11,
		description: "Size of the text, in Laddro's unit",
	}),
	pageNumbering: choiceField(
		{
			displayName: 'Page Numbering',
			name: 'pageNumbering',
			options: [
				{ name: 'Fraction', value: 'fraction', description: 'Page number and total, e.g. 1/2' },
				{ name: 'None', value: 'none' },
				{
					name: 'Page',
					value: 'page',
					description: 'Page number after the word for it, e.g. Page 1',
				},
				{ name: 'Simple', value: 'simple', description: 'Page number alone' },
			],
			default: 'none',
			description: 'How to number the pages',
		},
		'options',
	),
};

/** What a PDF file looks like, as fields of the request's body: those that are set. */
export const looks = mapped(grouped(lookFields, 'options'), (values) =>
	success(withoutUndefined<string | number>(values)),
);

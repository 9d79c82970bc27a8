import colorsJson from './colors.json';
import fontsJson from './fonts.json';
import languagesJson from './languages.json';
import templatesJson from './templates.json';

/** How a PDF looks. What else can be chosen makes no difference. */
export interface Looks {
	readonly templateId?: string;
	readonly colorId?: string;
	/** Multiplies the space between lines. */
	readonly spacing?: number;
	/** Millimetres. */
	readonly margin?: number;
	/** Points. */
	readonly fontSize?: number;
}

/** The designs of documents, each with its colours, of which the first is the default, and its fonts. */
export const templates = templatesJson;
export const colors = colorsJson;
export const fonts = fontsJson;
export const languages = languagesJson;

/** The template with this id; without one, the first. */
export const templateOf = (id: string | undefined) =>
	id === undefined ? templates[0] : templates.find((template) => template.id === id);

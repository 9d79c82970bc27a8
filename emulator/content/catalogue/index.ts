import colorsJson from './colors.json';
import fontsJson from './fonts.json';
import languagesJson from './languages.json';
import templatesJson from './templates.json';

/** How pages are numbered: not at all, 1, 1/2, or Page 1 of 2. */
export const pageNumberings = ['none', 'simple', 'fraction', 'page'] as const;

/** How a PDF looks. */
export interface Looks {
	readonly templateId?: string;
	readonly colorId?: string;
	/** The name of a font family. */
	readonly font?: string;
	/** Multiplies the space between lines. */
	readonly spacing?: number;
	/** Millimetres. */
	readonly margin?: number;
	/** Points. */
	readonly fontSize?: number;
	readonly pageNumbering?: (typeof pageNumberings)[number];
}

/** The designs of documents, each with its colours, of which the first is the default, and its fonts. */
export const templates = templatesJson;
export const colors = colorsJson;
/** The emulator has a typeface for each style only, not for each font. */
export const fonts = fontsJson;
export const languages = languagesJson;

/** The template with this id; without one, the first. */
export const templateOf = (id: string | undefined) =>
	id === undefined ? templates[0] : templates.find((template) => template.id === id);

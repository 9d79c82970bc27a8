import colorsJson from './colors.json';
import fontsJson from './fonts.json';
import languagesJson from './languages.json';
import templatesJson from './templates.json';

/** How pages are numbered: not at all, 1, 1/2, or Page 1 of 2. */
export const pageNumberings = ['none', 'simple', 'fraction', 'page'] as const;

type PageNumbering = (typeof pageNumberings)[number];

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
	readonly pageNumbering?: PageNumbering;
	/** The language of the headings, instead of the document's own one. */
	readonly language?: string;
}

/** A design of documents. */
export interface Template {
	readonly id: string;
	readonly name: string;
	readonly atsScore: number;
	readonly layoutType: string;
	readonly supportsProfileImage: boolean;
	readonly defaults: Readonly<{
		pageSize: string;
		spacing: number;
		fontSize: number;
		font: string;
		pageNumbering: string;
	}>;
	/** The ids of the colours that it comes in; the first one is the default. */
	readonly colors: readonly string[];
	/** The families of the fonts that it comes in. */
	readonly fonts: readonly string[];
}

export const templates: readonly Template[] = templatesJson;
export const colors = colorsJson;
/** The emulator has a typeface for each style only, not for each font. */
export const fonts = fontsJson;
export const languages = languagesJson;

/** The template with this id; without one, the first. */
export const templateOf = (id: string | undefined): Template | undefined =>
	id === undefined ? templates[0] : templates.find((template) => template.id === id);

import { readFileSync } from 'node:fs';

/** The two weights of a typeface, each as a font file. */
export interface Typeface {
	readonly regular: Buffer;
	readonly bold: Buffer;
}

const files = {
	sans: {
		regular: require.resolve(
			'@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
		),
		bold: require.resolve(
			'@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
		),
	},
	serif: {
		regular: require.resolve(
			'@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
		),
		bold: require.resolve(
			'@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
		),
	},
};

const loaded = new Map<string, Typeface>();

/** The typeface for fonts of a style; it has the letters of all of Europe. */
export function typefaceFor(style: string | undefined): Typeface {
	const name = style === 'serif' ? 'serif' : 'sans';
	const { regular, bold } = files[name];
	const typeface = loaded.get(name) ?? { regular: readFileSync(regular), bold: readFileSync(bold) };
	loaded.set(name, typeface);
	return typeface;
}

/** What is used of the package with which PDFKit reads fonts. */
declare module 'fontkit' {
	interface Font {
		layout(text: string): object;
	}
	export function openSync(path: string): Font;
}

declare namespace PDFKit.Mixins {
	interface PDFFont {
		/** Also takes a font that has been read. */
		registerFont(name: string, font: import('fontkit').Font): this;
	}
}

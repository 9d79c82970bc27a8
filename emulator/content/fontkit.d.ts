/** The package with which PDFKit reads fonts. */
declare module 'fontkit' {
	export function openSync(path: string): PDFKit.ReadFont;
}

declare namespace PDFKit {
	/** A font that has been read. PDFKit takes it as well as a file. */
	interface ReadFont {
		layout(text: string): object;
	}

	namespace Mixins {
		interface PDFFont {
			registerFont(name: string, font: ReadFont): this;
		}
	}
}

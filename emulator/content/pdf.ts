import { buffer } from 'node:stream/consumers';
import type { NamedFile } from '../wire/file';
import { colors, fonts, templateOf, type Looks } from './catalogue';
import { contactOf, phrasesIn, type Draft } from './write';
import { today } from './zip';

type Pdf = PDFKit.PDFDocument;

/** The regular and the bold font of each style; they have the letters of all of Europe. */
const typefaces = {
	sans: [
		require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
		require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
	],
	serif: [
		require.resolve('@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf'),
		require.resolve('@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf'),
	],
} as const;

const POINTS_PER_MM = 72 / 25.4;
const DARK = '#222222';
const GREY = '#5f6368';

/** The files that were rendered last, because one takes about as long as a hundred other responses. */
const rendered = new Map<string, Promise<Buffer>>();
const KEPT = 50;

/** A document as a PDF file. The same one has the same bytes. */
export async function renderFile(draft: Draft, looks: Looks): Promise<NamedFile> {
	const key = JSON.stringify([draft, looks]);
	const bytes = rendered.get(key) ?? renderPdf(draft, looks);
	if (rendered.size >= KEPT) rendered.clear();
	rendered.set(key, bytes);
	const kind = draft.operation === 'tailor' ? 'Resume' : 'Cover Letter';
	const name = `${draft.person.name} - ${kind}.pdf`;
	return { name, mimeType: 'application/pdf', bytes: await bytes };
}

/** The bytes of a PDF file. */
export async function renderPdf(draft: Draft, looks: Looks): Promise<Buffer> {
	// Loaded on demand, because that takes most of a second and few tests need a PDF.
	const { default: PDFDocument } = await import('pdfkit');
	const { person, text, position, operation, sections } = draft;
	const { defaults, colors: ownColors } = templateOf(looks.templateId) ?? {};
	const { spacing, fontSize, font, pageNumbering } = { ...defaults, ...defined(looks) };
	const pdf = new PDFDocument({
		size: 'A4',
		margin: clamp(looks.margin ?? 20, 5, 60) * POINTS_PER_MM,
		bufferPages: true,
		lang: text.language,
		info: { Title: `${person.name}: ${position}`, Author: person.name, CreationDate: today },
	});
	const isSerif = fonts.find(({ family }) => family === font)?.style === 'serif';
	const [regular, bold] = typefaces[isSerif ? 'serif' : 'sans'];
	const colorId = looks.colorId ?? ownColors?.[0];
	const color = colors.find(({ id }) => id === colorId)?.hex ?? DARK;
	const size = clamp(fontSize ?? 10, 6, 24);
	pdf.registerFont('regular', regular).registerFont('bold', bold);
	pdf.lineGap(size * 0.4 * (clamp(spacing ?? 1, 0.5, 3) - 0.6));

	pdf
		.font('bold', size * 2.3)
		.fillColor(color)
		.text(person.name);
	pdf
		.font('regular', size * 1.2)
		.fillColor(GREY)
		.text(text.role);
	pdf.fontSize(size * 0.95).text(contactOf(person));
	const headings: Readonly<Record<string, string>> = phrasesIn(text.language).headings;
	for (const { section, content } of sections) {
		if (section === 'header') continue;
		pdf.y += size;
		if (operation === 'tailor') {
			// A heading is not left alone at the end of a page.
			if (pdf.y + size * 5 > pdf.page.maxY()) pdf.addPage();
			pdf
				.font('bold', size * 1.1)
				.fillColor(color)
				.text((headings[section] ?? section).toUpperCase());
		}
		pdf.fontSize(size).fillColor(DARK);
		writeText(pdf, content);
	}
	numberPages(pdf, pageNumbering ?? 'none');
	pdf.end();
	return await buffer(pdf);
}

const clamp = (value: number, least: number, most: number) =>
	Math.min(Math.max(value, least), most);

const defined = (looks: Looks): Looks =>
	Object.fromEntries(Object.entries(looks).filter(([, value]) => value !== undefined));

/** Writes a text with bold words and bullets. */
function writeText(pdf: Pdf, content: string): void {
	// The fonts have no emoji.
	const text = content.replace(/ ?\p{Emoji_Presentation}/gu, '');
	// A list of a few words each stands side by side.
	const isShort = text.split('\n').every((line) => line.startsWith('- ') && line.length < 36);
	const lines = isShort ? [text.slice(2).replaceAll('\n- ', '  ·  ')] : text.split('\n');
	for (const line of lines) {
		const parts = line.replace(/^- /, '•  ').split('**');
		parts.forEach((part, n) => {
			const continued = n < parts.length - 1;
			pdf.font(n % 2 === 1 ? 'bold' : 'regular').text(part || ' ', { continued });
		});
	}
}

function numberPages(pdf: Pdf, numbering: string): void {
	const { count } = pdf.bufferedPageRange();
	for (let page = 1; page <= count; page++) {
		const texts = new Map([
			['simple', `${page}`],
			['fraction', `${page}/${count}`],
			['page', `Page ${page} of ${count}`],
		]);
		pdf.switchToPage(page - 1);
		// Below the bottom margin a text would begin a new page.
		pdf.page.margins.bottom = 0;
		pdf.font('regular', 8).fillColor(GREY);
		pdf.text(texts.get(numbering) ?? '', 0, pdf.page.height - 36, {
			width: pdf.page.width,
			align: 'center',
		});
	}
}

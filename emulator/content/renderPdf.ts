import { buffer } from 'node:stream/consumers';
import { colors, fonts, templateOf, type Looks } from './catalogue';
import { phrasesIn } from './phrases';
import { typefaceFor } from './typefaces';
import type { Draft } from './write';

type Pdf = PDFKit.PDFDocument;

/** What the looks come to, in points. */
interface Style {
	readonly layout: string;
	readonly color: string;
	readonly size: number;
	readonly gap: number;
	readonly margin: number;
	readonly numbering: string;
	readonly headings: Readonly<Record<string, string>>;
}

const A4 = { width: 595.28, height: 841.89 };
const POINTS_PER_MM = 72 / 25.4;
const DARK = '#222222';
const GREY = '#5f6368';
/** The part of the page's width that headings take if they stand beside their text. */
const HEADING_COLUMN = 0.24;

/** A page with such a resume or letter. The same one has the same bytes. */
export async function renderPdf(draft: Draft, looks: Looks): Promise<Buffer> {
	// Loaded on demand, because that takes most of a second and few tests need a PDF.
	const { default: PDFDocument } = await import('pdfkit');
	const style = styleOf(draft, looks);
	const pdf = new PDFDocument({
		size: [A4.width, A4.height],
		margin: style.margin,
		bufferPages: true,
		lang: draft.text.language,
		info: {
			Title: `${draft.person.name}: ${draft.position}`,
			Author: draft.person.name,
			CreationDate: new Date('2025-10-17T12:00:00Z'),
		},
	});
	const font = looks.font ?? templateOf(looks.templateId)?.defaults.font;
	const typeface = typefaceFor(fonts.find(({ family }) => family === font)?.style);
	pdf.registerFont('regular', typeface.regular).registerFont('bold', typeface.bold);
	pdf.lineGap(style.gap);
	writeHead(pdf, style, draft);
	if (draft.operation === 'tailor') writeSections(pdf, style, draft);
	else for (const { content } of draft.sections) writeText(pdf, style, `${content}\n`);
	numberPages(pdf, style);
	pdf.end();
	return await buffer(pdf);
}

function styleOf({ text }: Draft, looks: Looks): Style {
	const { layoutType = '', defaults, colors: own } = templateOf(looks.templateId) ?? {};
	const colorId = looks.colorId ?? own?.[0];
	const size = clamp(looks.fontSize ?? defaults?.fontSize ?? 10, 6, 24);
	return {
		layout: layoutType,
		color: colors.find(({ id }) => id === colorId)?.hex ?? DARK,
		size,
		gap: size * 0.4 * (clamp(looks.spacing ?? defaults?.spacing ?? 1, 0.5, 3) - 0.6),
		margin: clamp(looks.margin ?? 20, 5, 60) * POINTS_PER_MM,
		numbering: looks.pageNumbering ?? defaults?.pageNumbering ?? 'none',
		headings: phrasesIn(looks.language ?? text.language).headings,
	};
}

const clamp = (value: number, least: number, most: number) =>
	Math.min(Math.max(value, least), most);

/** The name, the role and how to reach the person; in the layout `banner` on the colour. */
function writeHead(
	pdf: Pdf,
	{ layout, color, size, margin }: Style,
	{ person, text }: Draft,
): void {
	const { name, email, phone, location } = person;
	const isBanner = layout === 'banner';
	if (isBanner) pdf.rect(0, 0, A4.width, margin + size * 6.4).fill(color);
	const [nameColor, otherColor] = isBanner ? ['white', 'white'] : [color, GREY];
	pdf
		.font('bold', size * 2.3)
		.fillColor(nameColor)
		.text(name, margin, margin * (isBanner ? 0.7 : 1));
	pdf
		.font('regular', size * 1.25)
		.fillColor(otherColor)
		.text(text.role);
	pdf.fontSize(size * 0.95).text([location, phone, email].join('  ·  '));
	if (isBanner) pdf.y = margin + size * 6.4;
	else rule(pdf, color, pdf.y + size * 0.6);
	pdf.y += size * 1.4;
}

function writeSections(pdf: Pdf, style: Style, { sections }: Draft): void {
	const { layout, color, size, margin, headings } = style;
	const isBeside = layout === 'two-column';
	const indent = isBeside ? (A4.width - 2 * margin) * HEADING_COLUMN : 0;
	for (const { section, content } of sections) {
		const title = headings[section] ?? section;
		// A heading is not left alone at the end of a page.
		if (pdf.y > A4.height - margin - size * 5) pdf.addPage();
		const top = pdf.y;
		pdf.font('bold', size * 1.1).fillColor(color);
		if (isBeside) {
			pdf.text(title, margin, top, { width: indent - size });
			pdf.y = top;
		} else {
			pdf.text(title.toUpperCase(), margin, top, { characterSpacing: 0.8 });
			rule(pdf, color, pdf.y, 0.5);
			pdf.y += size * 0.4;
		}
		pdf.x = margin + indent;
		writeText(
			pdf,
			style,
			isList(content) ? content.replace(/^- /, '').replace(/\n- /g, '  ·  ') : content,
		);
		pdf.y += size * 0.9;
	}
}

/** Whether it is a list of a few words each, which fit side by side. */
const isList = (content: string): boolean =>
	content.split('\n').every((line) => line.startsWith('- ') && line.length < 36);

/** Writes a text with bold words and bullets from where the document stands. */
function writeText(pdf: Pdf, { size, color }: Style, content: string): void {
	const left = pdf.x;
	for (const line of content.split('\n')) {
		if (line === '') {
			pdf.y += size * 0.7;
			continue;
		}
		const isItem = line.startsWith('- ');
		const indent = isItem ? size : 0;
		const text = line.slice(isItem ? 2 : 0).replace(/ ?\p{Emoji_Presentation}/gu, '');
		const width = A4.width - left - indent - pdf.page.margins.right;
		if (pdf.y + size * 1.4 > pdf.page.maxY()) pdf.addPage();
		if (isItem) bullet(pdf, color, size);
		pdf.fontSize(size).fillColor(DARK);
		const parts = text.split('**');
		pdf.x = left + indent;
		parts.forEach((part, n) => {
			const continued = n < parts.length - 1;
			pdf.font(n % 2 === 1 ? 'bold' : 'regular').text(part, { width, continued });
		});
		pdf.x = left;
	}
}

function bullet(pdf: Pdf, color: string, size: number): void {
	const { y } = pdf;
	pdf.font('regular', size).fillColor(color).text('•', { lineBreak: false });
	pdf.y = y;
}

function rule(pdf: Pdf, color: string, y: number, thickness = 1): void {
	const { left, right } = pdf.page.margins;
	pdf
		.lineWidth(thickness)
		.strokeColor(color)
		.moveTo(left, y)
		.lineTo(A4.width - right, y)
		.stroke();
}

function numberPages(pdf: Pdf, { numbering, size }: Style): void {
	if (numbering === 'none') return;
	const { count } = pdf.bufferedPageRange();
	for (let page = 1; page <= count; page++) {
		pdf.switchToPage(page - 1);
		// Below the bottom margin a text would begin a new page.
		pdf.page.margins.bottom = 0;
		const text = numberOf(numbering, page, count);
		pdf.font('regular', size * 0.85).fillColor(GREY);
		pdf.text(text, 0, A4.height - 36, { width: A4.width, align: 'center', lineBreak: false });
	}
}

function numberOf(numbering: string, page: number, count: number): string {
	if (numbering === 'simple') return String(page);
	return numbering === 'fraction' ? `${page}/${count}` : `Page ${page} of ${count}`;
}

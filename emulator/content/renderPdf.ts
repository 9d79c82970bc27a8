import { buffer } from 'node:stream/consumers';
import type { SectionPiece } from '../wire/api';

/** A PDF file with a heading and the text of each section. */
export async function renderPdf(
	heading: string,
	sections: readonly SectionPiece[],
): Promise<Buffer> {
	// Loaded on demand, because that takes most of a second and few tests need a PDF.
	const { default: PDFDocument } = await import('pdfkit');
	const document = new PDFDocument({
		size: 'A4',
		info: { Title: heading, CreationDate: new Date(0) },
	});
	document.fontSize(18).text(heading).fontSize(10);
	for (const { content } of sections) {
		// The standard fonts have no emoji, and the markers of Markdown are not part of the text.
		document.moveDown().text(content.replace(/\*\*|\p{Extended_Pictographic}/gu, ''));
	}
	document.end();
	return await buffer(document);
}

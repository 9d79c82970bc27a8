import type { NamedFile } from '../wire/file';
import { renderPdf } from './renderPdf';
import type { Draft } from './write';

/** A document as the PDF file that one would send. */
export async function renderFile({ operation, person, sections }: Draft): Promise<NamedFile> {
	return {
		name: `${person.name} - ${operation === 'tailor' ? 'Resume' : 'Cover Letter'}.pdf`,
		mimeType: 'application/pdf',
		bytes: await renderPdf(person.name, sections),
	};
}

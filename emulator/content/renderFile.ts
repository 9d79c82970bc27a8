import type { NamedFile } from '../wire/file';
import type { Looks } from './catalogue';
import { renderPdf } from './renderPdf';
import type { Draft } from './write';

/** A document as the PDF file that one would send. */
export async function renderFile(draft: Draft, looks: Looks): Promise<NamedFile> {
	const { operation, person } = draft;
	return {
		name: `${person.name} - ${operation === 'tailor' ? 'Resume' : 'Cover Letter'}.pdf`,
		mimeType: 'application/pdf',
		bytes: await renderPdf(draft, looks),
	};
}

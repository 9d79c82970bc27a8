import type { NamedFile } from '../wire/file';
import type { Looks } from './catalogue';
import { renderPdf } from './renderPdf';
import type { Draft } from './write';

/** How many pages are kept, because one takes about as long as a hundred other answers. */
const KEPT = 50;

/** The pages that were rendered last, by what decides about them. */
const pages = new Map<string, Promise<Buffer>>();

/** A document as the PDF file that one would send. */
export async function renderFile(draft: Draft, looks: Looks): Promise<NamedFile> {
	const key = JSON.stringify([draft, looks]);
	const page = pages.get(key) ?? renderPdf(draft, looks);
	pages.delete(key);
	pages.set(key, page);
	const [oldest] = pages.keys();
	if (pages.size > KEPT && oldest !== undefined) pages.delete(oldest);
	return {
		name: `${draft.person.name} - ${draft.operation === 'tailor' ? 'Resume' : 'Cover Letter'}.pdf`,
		mimeType: 'application/pdf',
		bytes: await page,
	};
}

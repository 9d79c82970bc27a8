import { DomUtils, parseDocument } from 'htmlparser2';
import { z } from 'zod';
import { newDocument } from '../account/documents';
import { personWhere } from '../content/people';
import { draft } from '../content/write';
import { readBody } from '../http/readBody';
import { refuse } from '../wire/response';
import { answer, type Call } from './call';
import { check, text } from './checks';

/** Stores a letter that somebody has typed, for no credits. */
export async function saveLetter(call: Call): Promise<void> {
	const { fields } = await readBody(call.exchange.request);
	call.exchange.note({ body: fields });
	const { title, fullName, letterContent, ...details } = check(z.record(text), fields);
	if (fullName === undefined) throw refuse(422, 'fullName is required');
	if (letterContent === undefined) throw refuse(422, 'letterContent is required');
	const { companyName, hiringManager: hiringManagerName, jobTitle: role = '' } = details;
	const { address: location = '', email = '', phone = '' } = details;
	const person = { ...personWhere(() => true), name: fullName, location, email, phone };
	const usual = draft('coverLetter', person, {});
	const typed = {
		...usual,
		text: { ...usual.text, role },
		position: role || 'Cover letter',
		sections: [{ section: 'letterContent', content: plain(letterContent) }],
		typed: { html: letterContent, companyName, hiringManagerName },
	};
	const document = newDocument(typed, title);
	const json = { coverLetterId: document.id, title: document.title, status: 'completed' };
	await answer(call, {
		operation: 'save',
		fields,
		source: title,
		item: JSON.stringify(fields),
		kind: 'json',
		normal: () => ({ json, status: 201 }),
		store() {
			call.account.store(document);
			return {};
		},
	});
}

/** HTML as the text that a PDF shows. */
const plain = (html: string): string =>
	DomUtils.textContent(
		parseDocument(html.replace(/<br[^>]*>|<\/(p|li|div|h\d)>/gi, '$&\n')),
	).trim();
